"""Numbers as headings write them: 三, 十二, 第二十, ③, full-width and Arabic digits."""

from __future__ import annotations

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
CHINESE_NUMERAL = "零〇一二三四五六七八九十百"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def parse_numeral(text: str) -> int | None:
    """The value of a Chinese (below 1,000), circled or decimal numeral, full-width too; None if it is none."""
    if len(text) == 1 and text in CIRCLED:
        return CIRCLED.index(text) + 1
    if text.isdecimal():
        return int(text) if len(text) <= 9 else None
    if not text or any(c not in CHINESE_NUMERAL for c in text):
        return None
    if "十" not in text and "百" not in text:
        return int("".join(str(_DIGITS[c]) for c in text)) if len(text) <= 9 else None
    return _positional(text)


def _positional(text: str) -> int | None:
    total, digit = 0, None
    for char in text:
        if char in "十百":
            total += (1 if digit is None else digit) * (10 if char == "十" else 100)
            digit = None
        else:
            digit = _DIGITS[char]
    return total + (digit or 0)


def chinese_numeral(number: int) -> str:
    """1 to 99 as Chinese numerals (十二, 二十); other numbers as digits."""
    if not 1 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{'零一二三四五六七八九'[tens]}十"
    return head + ("零一二三四五六七八九"[ones] if ones else "")
