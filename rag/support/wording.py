"""A support reply as short chat text: statements with the clauses that carry them."""

from __future__ import annotations

from rag.quotes import Statement
from rag.support.checks import Fit
from rag.support.labels import DISCLAIMER, LEFT_OPEN
from rag.support.reply import Match, SupportReply

MAX_CHARACTERS = 600
_MEASURES = 6
_PER_NEED = 3
_LONGEST = 64
# Room for marks such as [12].
_MARK = 4


def statements(reply: SupportReply) -> list[Statement]:
    """What to say in a chat, at most 600 characters with the marks: what was understood, the best measures by
    need, what is missing, the reservation, and one question."""
    closing = _closing(reply)
    room = MAX_CHARACTERS - sum(len(line.text) + 1 for line in closing)
    lines: list[Statement] = []
    for line in _body(reply):
        length = len(line.text) + 1 + _MARK * len(line.quotes)
        if length <= room:
            lines.append(line)
            room -= length
    return [*_without_bare_headings(lines), *closing]


def _body(reply: SupportReply) -> list[Statement]:
    lines = [Statement(f"我的理解——{'；'.join(reply.understood)}。")] if reply.understood else []
    if reply.absent:
        lines.append(Statement(f"规划没有写到：{'、'.join(absent.label for absent in reply.absent)}。"))
    if not reply.groups:
        lines.append(Statement("规划里没有找到与此相符的支持措施。"))
    per_need = max(1, min(_PER_NEED, _MEASURES // max(1, len(reply.groups[:3]))))
    for group in reply.groups[:4]:
        lines.append(Statement(f"【{group.label}】"))
        lines += [_line(match) for match in group.matches[:per_need]]
    if reply.directions:
        first = reply.directions[0]
        lines.append(Statement(f"技术方向：{first.direction.industry}·{first.direction.name}", (first.quote,)))
    return [*lines, *_ruled_out(reply)]


def _ruled_out(reply: SupportReply) -> list[Statement]:
    """The first measure that does not fit because of what was told, with that reason."""
    for match in reply.unmet:
        reason = match.open_checks[0].reason
        if "您" in reason:
            return [Statement(f"暂不符合：{_short(match.measure.text)}（{reason}）", (match.quote,))]
    return []


def _line(match: Match) -> Statement:
    """A measure in the plan's words, with its mark and what is to be checked."""
    doubts = [check.reason for check in match.open_checks][:1]
    mark = match.fit.label if match.fit is not Fit.MET else "对象相符"
    note = f"（{mark}：{doubts[0]}）" if doubts else f"（{mark}）"
    return Statement(f"· {_short(match.measure.text)}{note}", (match.quote,))


def _short(text: str) -> str:
    """The text up to the comma before its longest allowed length."""
    if len(text) <= _LONGEST:
        return text
    cut = max(text.rfind(mark, 0, _LONGEST) for mark in "，、；")
    return text[: cut if cut > 20 else _LONGEST] + "……"


def _closing(reply: SupportReply) -> list[Statement]:
    open_points = {point for match in reply.matches[:_MEASURES] for point in match.measure.left_open}
    lines = []
    if open_points:
        named = "、".join(label for point, label in LEFT_OPEN.items() if point in open_points)
        lines.append(Statement(f"规划没有写明：{named}。{DISCLAIMER}"))
    else:
        lines.append(Statement(DISCLAIMER))
    if reply.question:
        lines.append(Statement(f"想请问：{reply.question}"))
    return lines


def _without_bare_headings(lines: list[Statement]) -> list[Statement]:
    kept: list[Statement] = []
    for at, line in enumerate(lines):
        heading = line.text.startswith("【")
        last = at + 1 == len(lines) or not lines[at + 1].text.startswith("·")
        if not (heading and last):
            kept.append(line)
    return kept
