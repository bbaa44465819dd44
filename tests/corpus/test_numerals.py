import pytest

from corpus.numerals import chinese_numeral, parse_numeral

NUMERALS = [
    *(("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十四", 34), ("一百零五", 105), ("一百", 100)),
    *(("③", 3), ("⑳", 20), ("7", 7), ("１２", 12), ("二〇二五", 2025)),
    *(("", None), ("甲", None), ("1a", None), ("9" * 12, None)),
]


@pytest.mark.parametrize(("text", "number"), NUMERALS)
def test_parse(text, number):
    assert parse_numeral(text) == number


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")]
)
def test_write(number, text):
    assert chinese_numeral(number) == text
