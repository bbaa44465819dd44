"""The lexicon's format, and how the shared one and a plan's own go together."""

from pathlib import Path

import pytest

from corpus.errors import PlanFormatError
from corpus.lexicon import Lexicon, load_lexicon, shared_lexicon


def written(folder: Path, text: str, name: str = "lexicon.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_one_term_and_several_in_every_table(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '[aliases]\n"高企" = "高新技术企业"\n"上市" = ["IPO", "资本市场"]\n'
        '[english]\n"venture capital" = "创业投资"\n[japanese]\n"スタートアップ" = "初创企业"\n'
        '[korean]\n"특허" = "专利"\n[russian]\n"патент" = "专利"\n',
    )
    assert load_lexicon(path) == Lexicon(
        aliases={"高企": ("高新技术企业",), "上市": ("IPO", "资本市场")},
        english={"venture capital": ("创业投资",)},
        japanese={"スタートアップ": ("初创企业",)},
        korean={"특허": ("专利",)},
        russian={"патент": ("专利",)},
    )


def test_no_file_is_an_empty_lexicon(tmp_path: Path) -> None:
    assert load_lexicon(tmp_path / "none.toml") == Lexicon()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[aliases]\n"高企" = ', "lexicon.toml"),
        ('[names]\n"a" = "甲"\n', "'names'"),
        ('aliases = "高企"\n', "[aliases]"),
        ('[aliases]\n"高企" = 3\n', "'高企' = 3"),
        ('[aliases]\n"高企" = []\n', "'高企' = []"),
        ('[aliases]\n"高企" = ["高新技术企业", " "]\n', "'高企'"),
        ('[aliases]\n" 高企" = "高新技术企业"\n', "' 高企'"),
        ('[aliases]\n"" = "高新技术企业"\n', "''"),
        ('[aliases]\n"我们厂想评上高企啊" = "高新技术企业"\n', "1 to 8 characters"),
        ('[english]\n"GDP" = "GDP"\n', "write 'gdp'"),
        ('[russian]\n"Патент" = "专利"\n', "write 'патент'"),
        ('[english]\n"how much money do we get" = "资金"\n', "1 to 5 words"),
    ],
)
def test_a_bad_entry_is_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(PlanFormatError) as caught:
        load_lexicon(written(tmp_path, text))
    assert told in str(caught.value)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_bytes('[aliases]\n"高企" = "高新技术企业"\n'.encode("gb18030"))
    with pytest.raises(PlanFormatError, match="UTF-8"):
        load_lexicon(path)


def test_own_entries_win_whatever_their_case() -> None:
    base = Lexicon(aliases={"ipo": ("甲",), "高企": ("乙",)}, english={"loan": ("贷款",)})
    own = Lexicon(aliases={"IPO": ("上市",)}, english={"daye": ("大冶市",)})
    assert own.over(base) == Lexicon(
        aliases={"高企": ("乙",), "IPO": ("上市",)}, english={"loan": ("贷款",), "daye": ("大冶市",)}
    )


@pytest.mark.parametrize(
    ("language", "student", "tuition"),
    [("", "大学生", None), ("zh", "大学生", None), ("ko", "大学生", None), ("ja", "科技人才", "培训")],
)
def test_japanese_names_are_for_japanese_questions(language: str, student: str, tuition: str | None) -> None:
    lexicon = Lexicon(aliases={"学生": ("大学生",)}, japanese={"学生": ("科技人才",), "研修": ("培训",)})
    names = lexicon.names(language)
    assert names["学生"] == (student,)
    assert names.get("研修") == ((tuition,) if tuition else None)


def test_names_are_in_lower_case_and_aliases_win() -> None:
    lexicon = Lexicon(
        aliases={"R&D": ("研发",)}, english={"r&d": ("其他",), "loan": ("贷款",)}, russian={"патент": ("专利",)}
    )
    assert lexicon.names() == {"r&d": ("研发",), "loan": ("贷款",), "патент": ("专利",)}


def test_shared_files_are_joined(tmp_path: Path) -> None:
    written(tmp_path, '[aliases]\n"借钱" = "贷款"\n', "money.toml")
    written(tmp_path, '[english]\n"loan" = "贷款"\n', "english.toml")
    assert shared_lexicon(tmp_path).names() == {"借钱": ("贷款",), "loan": ("贷款",)}


def test_an_entry_in_two_shared_files_is_named(tmp_path: Path) -> None:
    written(tmp_path, '[aliases]\n"IPO" = "上市"\n', "a.toml")
    written(tmp_path, '[aliases]\n"ipo" = "上市"\n', "b.toml")
    with pytest.raises(PlanFormatError, match=r"b\.toml.*'ipo'"):
        shared_lexicon(tmp_path)
