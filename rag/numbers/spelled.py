"""Numbers that a question spells out (百分之三, 一千五百家), as digits."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_SCALES = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "零〇一二两三四五六七八九十百千"
# One character alone is mostly no number (一家, 两个), and 十三五 a period.
_COUNTED = re.compile(rf"(?<![{_NUMERAL}第])([{_NUMERAL}]{{2,}})(?=家|个|项|件|人年|人|名|亿|万)")
_PER_CENT = re.compile(rf"百分之([{_NUMERAL}]+(?:点[{_NUMERAL}]+)?)")
_POINTS = re.compile(rf"([{_NUMERAL}]+(?:点[{_NUMERAL}]+)?)(?=个?百分点)")
_PERIOD = re.compile("十[一二三四五六]五")
# 占GDP2.6%: digits right behind letters would be read as part of a name.
_STUCK = re.compile(r"(?<=[A-Za-z])(?=\d+(?:\.\d+)?%)")


def in_digits(text: str) -> str:
    """The text with spelled-out amounts as digits; words that only look like numbers stay."""
    text = _PER_CENT.sub(lambda match: f"{_value(match[1])}%", text)
    text = _POINTS.sub(lambda match: _value(match[1]) if match[1] != "百" else match[1], text)
    text = _COUNTED.sub(_counted, text)
    return _STUCK.sub(" ", text)


def _counted(match: re.Match[str]) -> str:
    period = _PERIOD.match(match[1])
    if period and len(match[1]) > len(period[0]):
        return period[0] + _value(match[1][len(period[0]) :])
    return match[1] if period else _value(match[1])


def _value(numeral: str) -> str:
    whole, _, part = numeral.partition("点")
    digits = "".join(str(_DIGITS.get(char, "")) for char in part)
    return f"{_whole(whole)}.{digits}" if digits else str(_whole(whole))


def _whole(numeral: str) -> Decimal:
    total, digit = 0, 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        else:
            total += (digit or 1) * _SCALES[char]
            digit = 0
    return Decimal(total + digit)
