import hashlib
import json

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from eval.beir import SentenceExtractor, index_dataset, measure
from eval.beir_files import load_dataset
from eval.caching import RememberedEmbeddings
from eval.errors import EvalError
from eval.metrics.qrels import graded_ndcg, qrels_recall, qrels_reciprocal_rank
from eval.metrics.summary import mean

TEXTS = {
    "d1": "大冶湖在城市的东边。湖面有五十平方公里。",
    "d2": "国际象棋有六十四个格子。白方先走。",
    "d3": "水在一百度沸腾。海拔高处更早沸腾。",
}
QUESTIONS = {"q1": ("湖面有多少平方公里", "d1", "五十平方公里"), "q2": ("象棋哪一方先走", "d2", "白方")}


class LetterVectors(Embeddings):
    """Counts letters: texts that share letters lie near each other."""

    def embed_query(self, text):
        vector = np.zeros(64)
        for letter in text:
            vector[int(hashlib.sha256(letter.encode()).hexdigest(), 16) % 64] += 1
        return vector.tolist()

    def embed_documents(self, texts):
        return [self.embed_query(text) for text in texts]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "qrels").mkdir()
    rows = [json.dumps({"_id": key, "title": "", "text": text}) for key, text in TEXTS.items()]
    (tmp_path / "corpus.jsonl").write_text("\n".join(rows), encoding="utf-8")
    asked = [
        json.dumps({"_id": key, "text": text, "metadata": {"answers": [said]}})
        for key, (text, _, said) in QUESTIONS.items()
    ]
    (tmp_path / "queries.jsonl").write_text("\n".join([*asked, '{"_id": "q9", "text": "?"}']), encoding="utf-8")
    judged = [f"{key}\t{document}\t1" for key, (_, document, _) in QUESTIONS.items()]
    (tmp_path / "qrels" / "test.tsv").write_text("\n".join(["query-id\tcorpus-id\tscore", *judged]), encoding="utf-8")
    return tmp_path


def test_graded_ndcg():
    # Gains 1 and 3 at ranks 2 and 3: 1/log2 3 + 3/log2 4 = 2.13093; ideal 3/log2 2 + 1/log2 3 = 3.63093.
    assert graded_ndcg(["x", "a", "b"], {"a": 1, "b": 3}, 10) == pytest.approx(2.13093 / 3.63093, abs=1e-4)
    assert graded_ndcg(["x"], {"x": 0}, 10) is None


def test_recall_and_rank():
    grades = {"a": 1, "b": 1, "c": 0}
    assert qrels_recall(["c", "a", "x"], grades, 2) == 0.5
    assert qrels_reciprocal_rank(["c", "a"], grades, 10) == 0.5
    assert qrels_reciprocal_rank(["c", "a"], grades, 1) == 0.0
    assert qrels_recall(["a"], {"c": 0}, 1) is None


def test_only_judged_questions_are_asked(folder):
    dataset = load_dataset(folder)
    assert [query.id for query in dataset.queries] == ["q1", "q2"]
    assert dataset.queries[0].answers == ("五十平方公里",)


def test_a_dataset_is_indexed_once_and_measured(folder, tmp_path):
    dataset, seen = load_dataset(folder), []
    index_dataset(dataset, LetterVectors(), tmp_path / "kept", lambda done, total: seen.append((done, total)))
    built = len(seen)
    index = index_dataset(dataset, LetterVectors(), tmp_path / "kept", lambda done, total: seen.append((done, total)))
    assert built and len(seen) == built
    results = measure(dataset.queries, dataset.qrels, index, SentenceExtractor(index))
    hybrid = [one.figures for one in results if one.system == "hybrid"]
    assert mean([one.get("ndcg@10") for one in hybrid]) == 1.0
    assert mean([one.get("recall@1") for one in hybrid]) == 1.0
    assert mean([one.get("answer") for one in hybrid]) == 1.0


def test_a_long_sentence_is_cut_to_the_part_that_is_asked_for(folder, tmp_path):
    long = "开头" * 90 + "海拔高处的水在九十度沸腾" + "结尾" * 40
    (folder / "corpus.jsonl").write_text(json.dumps({"_id": "d1", "text": long}), encoding="utf-8")
    index = index_dataset(load_dataset(folder), LetterVectors(), tmp_path / "kept")
    question = "海拔高处的水多少度沸腾"
    said = SentenceExtractor(index)(question, index.scores(question, index.embed_query(question)))
    assert len(said) <= 120 and "九十度" in said


@pytest.mark.parametrize(
    ("file", "text", "named"),
    [
        ("corpus.jsonl", '{"_id": "d1"}', "corpus.jsonl:1.*text"),
        ("queries.jsonl", "[]", "queries.jsonl:1"),
        ("queries.jsonl", "{", "queries.jsonl:1"),
        ("qrels/test.tsv", "q1\td1", "test.tsv:1"),
        ("qrels/test.tsv", "q7\td1\t1", "0 judged"),
    ],
)
def test_what_cannot_be_read_is_named(folder, file, text, named):
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(EvalError, match=named):
        load_dataset(folder)


def test_an_unknown_split_names_those_there_are(folder):
    with pytest.raises(EvalError, match=r"\['test'\].*train.tsv"):
        load_dataset(folder, "train")


def test_questions_are_embedded_once_and_their_cost_is_kept():
    remembered = RememberedEmbeddings(LetterVectors())
    first = remembered.embed_query("水")
    assert remembered.saved_ms == 0
    assert remembered.embed_query("水") == first
    assert remembered.saved_ms > 0


def test_passages_are_kept_in_the_folder(tmp_path):
    first = RememberedEmbeddings(LetterVectors(), tmp_path).embed_documents(["水", "湖"])
    (kept,) = tmp_path.iterdir()
    before = kept.stat().st_mtime_ns
    assert RememberedEmbeddings(LetterVectors(), tmp_path).embed_documents(["水", "湖"]) == first
    assert kept.stat().st_mtime_ns == before
