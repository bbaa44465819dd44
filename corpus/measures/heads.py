"""The verb that heads a clause: what the plan does there, and how strongly it is worded."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.measures.records import Strength
from corpus.measures.words import PURPOSE, words

# "对A给予B", "为A提供B": behind these only a verb of giving heads the clause, others belong to A.
_RECIPIENT_FIRST = "对由向为"
_GIVING = re.compile(
    "给予|予以|提供|一次性奖励|优先保障|不再增收|免收|减免|开放共享|(?:补助|补贴|奖励)(?:资金)?(?:采取|比例提高)|单个[^，]{2,6}最高"
)
_GIVING_FOR = re.compile(f"{_GIVING.pattern}|引进|配备|开展|设置")
_MODAL = re.compile("(?:^|[，\\s])(?:可以?)(?:享受|纳入|申请|获得)|(?<=[^不])可以?(?:享受|纳入|申请)")
# "以X为重点" and its like hold a verb but do not head anything.
_FRAME = re.compile("^按照.*(?:思路|要求|原则)$|^以[^，]*为[^，]{1,12}$|^[^，]{2,14}以[^，]*为[^，]{1,12}$")
# A verb that is part of a noun (扶持方式), or ends the clause (…中心建设), heads nothing.
_NOUN_LIKE = re.compile("方式|力度|政策|资金|机制|对象|范围|标准|的|者|示范|体系|问题|为|上")


@dataclass(frozen=True, slots=True)
class Head:
    """A clause's verb, its strength (None: it only says what for), and whether a place is its subject."""

    verb: str
    at: int
    strength: Strength | None
    of_place: bool = False


def find_head(clause: str) -> Head | None:
    """The head of a clause; None where it has none (an opening, a list, a noun)."""
    if modal := _MODAL.search(clause):
        return Head(modal[0], modal.start(), Strength.GIVE)
    if _FRAME.match(clause):
        return None
    table = words()
    if match := table.head.match(clause):
        return _read(match)
    if clause[0] in _RECIPIENT_FIRST:
        giving = (_GIVING_FOR if clause[0] == "为" else _GIVING).search(clause, 1)
        return Head(giving[0], giving.start(), Strength.GIVE) if giving else None
    if table.preposition.match(clause):
        return _first_verb(clause, 1)
    if (subject := table.place_subject.match(clause)) and (match := table.head.match(clause, subject.end())):
        head = _read(match)
        return Head(head.verb, head.at, head.strength, of_place=True)
    giving = _GIVING.search(clause)
    return Head(giving[0], giving.start(), Strength.GIVE) if giving else None


def _first_verb(clause: str, start: int) -> Head | None:
    for match in words().verb.finditer(clause, start):
        rest = clause[match.end() :]
        if len(rest) >= 2 and not _NOUN_LIKE.match(rest) and match.lastgroup != PURPOSE:
            return _read(match)
    return None


def _read(match: re.Match[str]) -> Head:
    name = match.lastgroup or PURPOSE
    strength = None if name == PURPOSE else Strength(name)
    return Head(match[name], match.start(name), strength)
