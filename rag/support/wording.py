"""A support reply as short chat text: statements with the clauses that carry them."""

from __future__ import annotations

from corpus.measures import LeftOpen
from rag.answer import Missing, Status
from rag.quotes import Statement
from rag.reply import Reply
from rag.support.checks import Fit
from rag.support.labels import DISCLAIMER, LEFT_OPEN
from rag.support.reply import Match, SupportReply

MAX_CHARACTERS = 600
_MEASURES = 6
_PER_NEED = 3
_NEEDS = 4
_LONGEST = 64
# Room for marks such as [12].
_MARK = 4


def statements(reply: SupportReply) -> list[Statement]:
    """What to say in a chat, at most 600 characters with the marks: what was understood, the best measures by
    need, what is missing, the reservation, and one question."""
    shown = _shown(reply)
    closing = _closing(reply, [match for _, matches in shown for match in matches])
    room = MAX_CHARACTERS - sum(len(line.text) + 1 for line in closing)
    lines: list[Statement] = []
    for line in (*_opening(reply), *_measures(shown), *_besides(reply)):
        length = len(line.text) + 1 + _MARK * len(line.quotes)
        if length <= room:
            lines.append(line)
            room -= length
    return [*_without_bare_headings(lines), *closing]


def _shown(reply: SupportReply) -> list[tuple[str, tuple[Match, ...]]]:
    """The measures that fit a chat: a few of each need that was told, else of the first needs."""
    groups = [group for group in reply.groups if group.need in reply.profile.needs] or list(reply.groups)
    groups = groups[:_NEEDS]
    per_need = max(1, min(_PER_NEED, _MEASURES // max(1, len(groups))))
    return [(group.label, group.matches[:per_need]) for group in groups]


def _opening(reply: SupportReply) -> list[Statement]:
    lines = [Statement(f"我的理解——{'；'.join(reply.understood)}。")] if reply.understood else []
    if reply.absent:
        lines.append(Statement(f"规划没有写到：{'、'.join(absent.label for absent in reply.absent)}。"))
    if not reply.groups:
        lines.append(Statement("规划里没有找到与此相符的支持措施。"))
    return lines


def _measures(shown: list[tuple[str, tuple[Match, ...]]]) -> list[Statement]:
    return [line for label, matches in shown for line in (Statement(f"【{label}】"), *map(_line, matches))]


def _besides(reply: SupportReply) -> list[Statement]:
    """The best direction, and the first measure that does not fit because of what was told, with that reason."""
    lines = [
        Statement(f"技术方向：{match.direction.industry}·{match.direction.name}", (match.quote,))
        for match in reply.directions[:1]
    ]
    for match in reply.unmet:
        reason = match.open_checks[0].reason
        if "您" in reason:
            return [*lines, Statement(f"暂不符合：{_short(match.measure.text)}（{reason}）", (match.quote,))]
    return lines


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


def _closing(reply: SupportReply, shown: list[Match]) -> list[Statement]:
    open_points = {point for match in shown for point in match.measure.left_open}
    # Where some of the measures do state their amount, the sentence must not deny it.
    some = "部分措施的" if any(match.measure.amount for match in shown) else ""
    labels = {**LEFT_OPEN, LeftOpen.AMOUNT: some + LEFT_OPEN[LeftOpen.AMOUNT]}
    named = "、".join(label for point, label in labels.items() if point in open_points)
    lines = [Statement(f"规划没有写明：{named}。{DISCLAIMER}" if named else DISCLAIMER)]
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


def as_reply(reply: SupportReply) -> Reply:
    """A support reply as the outcome of a question, for the assistant: the chat text's statements, and what the plan
    does not say. Without any measure it is not in the plan."""
    absent = tuple(Missing("support", item.label) for item in reply.absent)
    if not reply.groups:
        return Reply(Status.NOT_IN_PLAN, missing=absent or (Missing("support", "支持措施"),))
    shown = [match for _, matches in _shown(reply) for match in matches]
    points = {point for match in shown for point in match.measure.left_open}
    left_open = tuple(Missing(point.value, label) for point, label in LEFT_OPEN.items() if point in points)
    return Reply(Status.ANSWERED, tuple(statements(reply)), absent + left_open, confidence=1.0)
