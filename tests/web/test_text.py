from __future__ import annotations

import pytest

from web.text import checked_text, shown

TAKEN = ["研发投入是多少？", "a", "字" * 2000, "第一行\n第二行\t制表\r\n", "表情😀", "零宽\u200b内", "<b>&"]
REFUSED = [
    ("", "blank"),
    (" \n\t\u3000", "blank"),
    ("\u200b", "blank"),
    ("字" * 2001, "2,001 characters"),
    ("a\x00b", "\\u{0000}' at position 1"),
    ("a\x1b[31m", "\\u{001b}' at position 1"),
    ("a\x7f", "\\u{007f}"),
    ("a\x85", "\\u{0085}"),
    ("a\x0b", "\\u{000b}"),
    ("a\ud800", "\\u{d800}' at position 1"),
    (12, "got 12"),
    (None, "got None"),
    (["问"], "got [\\u{0027}问\\u{0027}]"),
]


@pytest.mark.parametrize("text", TAKEN)
def test_text_is_taken_as_it_came(text):
    assert checked_text(text, "question") == text


@pytest.mark.parametrize(("value", "named"), REFUSED)
def test_refusal_names_the_field_what_was_expected_and_the_value(value, named):
    with pytest.raises(ValueError) as error:
        checked_text(value, "question")
    message = str(error.value)
    assert message.startswith("question: expected 1–2,000 characters of text, tab and line breaks allowed")
    assert named in message
    message.encode()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("研发", "'研发'"),
        ("<script>", "'\\u{003c}script\\u{003e}'"),
        ("a\u202eb", "'a\\u{202e}b'"),
        ("x" * 61, "'" + "x" * 60 + "…'"),
        ({"a": 1}, "{\\u{0027}a\\u{0027}: 1}"),
    ],
)
def test_shown_escapes_and_cuts(value, expected):
    assert shown(value) == expected
