import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import clauses, sentences

SENTENCES = [
    ("", []),
    ("没有句号", ["没有句号"]),
    ("增长8%。达到2.6%；完成！", ["增长8%。", "达到2.6%；", "完成！"]),
    ("他说“好。很好。”然后走了。", ["他说“好。很好。”", "然后走了。"]),
    ("根据《规划（2021；）》制定。完。", ["根据《规划（2021；）》制定。", "完。"]),
    ("“十四五”末，跻身“百强”行列。下一句。", ["“十四五”末，跻身“百强”行列。", "下一句。"]),
    ("标题\n正文。", ["标题", "正文。"]),
    ("  前有空格。 后有空格。 ", ["前有空格。", "后有空格。"]),
    ("没有闭合“的引号。也要切。", ["没有闭合“的引号。", "也要切。"]),
    ("真的吗？！是的……", ["真的吗？！", "是的……"]),
    ("Built 3.5 km. Then 1,000 more.", ["Built 3.5 km.", "Then 1,000 more."]),
    ("1.新材料：甲。乙。", ["1.新材料：甲。", "乙。"]),
    ("“" + "长" * 300 + "。”后。", ["“" + "长" * 300 + "。”", "后。"]),
]
CLAUSES = [
    ("占GDP比重达到2.6%，增长超过8%；完成。", ["占GDP比重达到2.6%", "增长超过8%", "完成"]),
    ("引进“人才，团队”，建设平台", ["引进“人才，团队”", "建设平台"]),
    ("1,000家，其中（省级，市级）50家", ["1,000家", "其中（省级，市级）50家"]),
]


def cut(cutter, text):
    return [text[span.start : span.end] for span in cutter(text)]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text, expected):
    assert cut(sentences, text) == expected


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_clauses(text, expected):
    assert cut(clauses, text) == expected


def test_elements_of_a_list():
    assert [s.start for s in clauses("甲、乙，丙", marks="、，")] == [0, 2, 4]


@given(st.text(alphabet="甲乙。，；！“”《》（）\n 3.a", max_size=60))
def test_sentences_lose_nothing_but_blanks(text):
    assert "".join("".join(cut(sentences, text)).split()) == "".join(text.split())
