from __future__ import annotations

import random

import pytest

from corpus.document import BlockKind, Document, Span
from rag.quotes import quote_block, quote_row, quote_text, source_offsets
from tests.rag.verbatim import bare, in_source


@pytest.fixture(scope="module", params=["plan", "made_up_plan"])
def document(request) -> Document:
    return request.getfixturevalue(request.param).document


def test_every_block_can_be_quoted_in_the_source_s_own_words(document):
    for block in document.blocks:
        quote = quote_block(document, block)
        assert in_source(document.source, quote), block.id


def test_offsets_point_at_the_same_characters(document):
    for block in document.blocks:
        offsets = source_offsets(block, document.source)
        assert len(offsets) == len(block.text)
        black = [(char, at) for char, at in zip(block.text, offsets, strict=True) if bare(char)]
        assert all(document.source[at] == char for char, at in black), block.id
        assert offsets == sorted(offsets), block.id


def test_any_stretch_of_any_block_can_be_quoted(document):
    chance = random.Random(20)
    for block in (block for block in document.blocks if block.kind is not BlockKind.ROW):
        for _ in range(5):
            start = chance.randrange(len(block.text))
            end = chance.randrange(start, len(block.text)) + 1
            text = block.text[start:end].strip()
            if text and text[0] != "|":
                quote = quote_text(document, block, Span(start, end))
                assert (quote.block_id, quote.text) == (block.id, text)
                assert in_source(document.source, quote), quote


def test_a_row_is_quoted_by_its_cells_without_the_merged_group(plan):
    row = plan.document.by_id["c1.s4.t2.r5"]
    quote = quote_row(row)
    assert quote.text == "全社会研发经费投入占GDP比重 | % | 1.79* | 2.6"
    assert plan.source[quote.start : quote.end].split() == quote.text.split(" | ")


def test_a_quote_leaves_the_blanks_round_it_out(plan):
    block = next(b for b in plan.document.blocks if b.kind is BlockKind.PARAGRAPH)
    quote = quote_text(plan.document, block, Span(0, 5))
    assert quote.text == block.text[:5].strip()
    assert not plan.source[quote.start].isspace()
