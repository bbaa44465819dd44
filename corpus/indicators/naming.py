"""What a quantity in running text is a quantity of: a name cut from the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.indicators import words
from corpus.indicators.quantities import Quantity, find_quantities
from corpus.indicators.records import Operator

_OPENING, _CLOSING = "（(《", "）)》"
_BREAKS = "，；：。！？;"
_NEXT_LISTED = re.compile(r"、(?=[^、]*[0-9])|和(?=每)")
_COUNTED_OFF = re.compile("^、[^，。；]*?第[一二三四五六七八九十0-9]+个?")


@dataclass(frozen=True, slots=True)
class Named:
    """A quantity and the name that its sentence gives it."""

    quantity: Quantity
    name: str


@dataclass
class _Context:
    """What the clauses read so far spoke of: the thing itself, and the quantity measured last."""

    subject: str
    measured: str
    previous: int = 0


def name_quantities(sentence: str) -> list[Named]:
    """The quantities of one sentence with their names, in order; 各 gives one for each thing it counts."""
    named: list[Named] = []
    quantities = find_quantities(sentence)
    first = words.SUBJECT.match(re.sub(r"^\d+\.", "", sentence))
    context = _Context(first[0], first[0]) if first else _Context("", "")
    for quantity in quantities:
        if not _belongs_to_rank(sentence, quantity, quantities):
            named += _name(sentence, quantity, context)
    return named


def _belongs_to_rank(sentence: str, quantity: Quantity, quantities: list[Quantity]) -> bool:
    """Whether a quantity only says in what field a place is held (全国289个城市的第95位), or a place
    only what is counted (26个产品居全国第一)."""
    left, right = _clause(sentence, quantity)
    around = [other for other in quantities if other is not quantity and left <= other.start < right]
    if quantity.operator is not Operator.RANK:
        ranked = any(other.operator is Operator.RANK and other.start > quantity.start for other in around)
        return ranked and bool(words.RANK_VERB.search(sentence[left : quantity.start]))
    counted = [other for other in around if other.operator is not Operator.RANK and other.start < quantity.start]
    return any(not words.RANK_VERB.search(sentence[left : other.start]) for other in counted)


def _name(sentence: str, quantity: Quantity, context: _Context) -> list[Named]:
    left, right = _clause(sentence, quantity)
    ranked = quantity.operator is Operator.RANK
    start = left if ranked else max(left, context.previous)
    before, after = sentence[start : quantity.start], sentence[quantity.end : right]
    context.previous = quantity.end
    if before.endswith("各"):
        return [Named(quantity, _head(part)) for part in re.split("、|和", before[:-1]) if part.strip()]
    name = _rank_name(before, after, context) if ranked else _plain_name(before, after, quantity, context)
    return [Named(quantity, name)] if name else []


def _clause(sentence: str, quantity: Quantity) -> tuple[int, int]:
    """Bounds of the words between two breaks that hold a quantity; brackets hide breaks in them."""
    left, depth = 0, 0
    for at, char in enumerate(sentence[: quantity.start]):
        depth += (char in _OPENING) - (char in _CLOSING)
        if char in _BREAKS and depth == 0:
            left = at + 1
    right = next((at for at in range(quantity.end, len(sentence)) if sentence[at] in _BREAKS), len(sentence))
    return left, right


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _head(text: str) -> str:
    """The words before a quantity without dates, verbs and adverbs around the name."""
    bare = words.TRAILING.sub("", words.LEADING.sub("", _squeeze(text)))
    return bare.strip("的、和及与“”")


def _plain_name(before: str, after: str, quantity: Quantity, context: _Context) -> str:
    head, tail = _head(before), _NEXT_LISTED.split(after, maxsplit=1)[0]
    if words.CHANGED_TO.match(tail) or tail.startswith("、"):
        tail = ""
    if tail:
        context.previous = quantity.end + len(tail)
    if not quantity.unit and quantity.value is not None:
        return quantity.text + _squeeze(tail)
    own = head + _squeeze(tail).removeprefix("的").strip("”、")
    elliptic = words.DATES.sub("", _squeeze(before)) or own
    return _in_context(own, elliptic, context)


def _in_context(own: str, elliptic: str, context: _Context) -> str:
    """A clause's own name, completed by what was named before where it says less than a whole name."""
    if words.LEVEL.match(own):
        return own + words.LEVEL_PREFIX.sub("", context.subject)
    if words.MEASURED_BY.match(elliptic) and context.measured:
        return context.measured + own
    if words.ELLIPTIC.match(elliptic) and context.subject:
        own = own if words.ELLIPTIC.match(own) else words.LINKING.sub("", elliptic)
        context.measured = context.subject + own
        return context.measured
    if not own or words.CHANGED_TO.match(own):
        return context.measured
    context.subject = context.measured = own
    return own


def _rank_name(before: str, after: str, context: _Context) -> str:
    before = words.DATES.sub("", _squeeze(before))
    tail = _squeeze(_COUNTED_OFF.sub("", after)).removesuffix("行列").strip("”、的")
    match = words.RANK_VERB.search(before)
    holder = _head(before[: match.start()]) if match else ""
    scope = (before[match.end() :] if match else before.rpartition("打造")[2]).strip("“的、")
    scope = re.sub("^.*第.+?个、", "", scope) if not match else scope
    if tail:
        return _head(scope) + tail if not holder else holder + scope + tail
    if not holder or words.ELLIPTIC.match(holder):
        return context.subject + (holder or "") + scope
    context.subject = holder
    return holder + scope
