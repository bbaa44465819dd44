"""Whether a question wants a yes or no, and which of its words are the claim."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from rag.query import Query
from rag.understanding.language import Language


class Form(StrEnum):
    """How a claim is put: as "is there …", as another yes/no question, or as a statement."""

    EXISTS = "exists"
    ASKED = "asked"
    STATED = "stated"


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed: its words without the question round them."""

    form: Form
    text: str


MOST_PARTS = 3
_OPEN_ZH = re.compile(
    r"什么|啥|哪(?!怕)|谁(?![^，。]{1,6}谁来)|多少|多[大高长久重快远]|几(?!乎)|怎么|怎样|如何|咋|何|为什么|还是|分别|呢\s*[?？]?\s*$|"
    r"(?:列|说|讲|给|摘|抄|找)(?:一下|几|个|出|全)|有没有别的|还有别的|还有吗|还有没有"
)
_OPEN_EN = re.compile(r"\b(?:what|which|who|whom|whose|when|where|why|how|or)\b", re.I)
_POLITE = re.compile(
    r"(?:能不能|可不可以|能否|可否|方便|可以|能)(?:请|麻烦|再|给我|帮我|帮忙|跟我|和我)*(?:告诉|说说|说一|讲|列|介绍|解释|详细|具体|总结|概括|帮|查|看|写|翻译|回答|发)|"
    r"^\s*(?:can|could|would|will) you\b|\b(?:tell|show|list|explain|give|describe)\b",
    re.I,
)
_TAG = (
    r"(?:这(?:话|句|么写|样写|么说|样说)?)?(?:是不是这样|是这样|是真的|真的|对不对|对|没错|没写错|写错没|没问题|是这么说的|属实|准确|行不行|可以|行|是不是|是)(?:吧|吗|么|不|嘛|伐|没)?|"
    r"(?:麻烦|请|帮我|帮忙|你)*(?:核(?:对|实|一)?(?:一)?下|确认(?:一下|下)?|核实|核对)|真的假的|(?:规划)?自己写的|这话.{0,6}讲的|"
    r"right|correct|is (?:that|it|this) (?:right|true|correct)|isn't it"
)
_TAG_CLAUSE = re.compile(rf"^\s*(?:{_TAG})\s*$", re.I)
_YES_NO = re.compile(
    r"[吗嘛么]\s*$|是不是|是否|对不对|有没有|有无|能不能|能否|可不可以|要不要|会不会|算不算|(?:没错|对|是|的|了)吧\s*$|对伐\s*$|([\u4e00-\u9fff])不\1|"
    r"[有能行是会要给算写提成了过超][^，。]{0,8}[不没]有?\s*$|吧\s*$"
)
_YES_NO_EN = re.compile(
    r"^\s*(?:so,? |and |but )?(?:is|are|was|were|does|do|did|can|could|will|would|has|have|should|may)\b", re.I
)
_EXISTS = re.compile(
    r"有没有|有无|有没|是否有|提没提|提到|写进|写到|写了|列进|有.{0,8}[吗么不没]有?\s*$|\b(?:is|are) there\b|\bmention",
    re.I,
)
_FRAME = re.compile(
    r"(?:我)?(?:听说|据说|听人说|看到|看见|记得|以为|觉得)|"
    r"(?:咱们?|我们)?(?:这个|这份)?规划(?:里面?|中|上|自己)?(?:面)?(?:不是)?(?:说|写|提|讲|提出|提到|写着|写了)?(?:要)?|"
    r"请问|想问(?:一?下)?|说的?是|(?:是|在)[^，。是在]{2,8}那(?:一)?(?:节|章|条|段|部分)里?(?:写|说|讲|提)的|"
    r"\baccording to the plan\b|\b(?:does|did) the plan (?:say|state|mention|promise|really say)(?: that)?\b",
    re.I,
)
_PIECES = re.compile(r"[，。？！；,?!;\n—]+|(?<=[a-z])\.(?:\s|$)")


def claim_of(query: Query) -> Claim | None:
    """The claim that a question makes or puts; None if it asks for something else than a yes or no."""
    text = query.text.strip()
    if _POLITE.search(text):
        return None
    pieces = [piece.strip() for piece in _PIECES.split(text) if piece.strip()]
    tagged = [piece for piece in pieces if not _TAG_CLAUSE.match(piece)]
    if not tagged:
        return None
    if query.language is Language.ENGLISH:
        return _english(text, tagged)
    return _chinese(text, tagged, has_tag=len(tagged) < len(pieces))


def parts_of(claim: Claim) -> list[Claim]:
    """The claims that a claim in several clauses makes one by one; none of a claim in one clause or a story."""
    pieces = [piece for piece in _PIECES.split(claim.text) if piece.strip()]
    return [Claim(claim.form, piece) for piece in pieces] if 1 < len(pieces) <= MOST_PARTS else []


def _english(text: str, pieces: list[str]) -> Claim | None:
    if _OPEN_EN.search(text):
        return None
    form = Form.EXISTS if _EXISTS.search(text) else Form.ASKED
    return Claim(form, _bare(text)) if _YES_NO_EN.search(text) else Claim(Form.STATED, _bare(" ".join(pieces)))


def _chinese(text: str, pieces: list[str], *, has_tag: bool) -> Claim | None:
    cued = [piece for piece in pieces if _YES_NO.search(piece) and not _OPEN_ZH.search(piece)]
    if _OPEN_ZH.search(text):
        stated = [piece for piece in pieces if not _OPEN_ZH.search(piece)]
        return Claim(Form.STATED, _bare("，".join(stated))) if stated else None
    joined = _bare("，".join(pieces))
    if has_tag or cued:
        return Claim(Form.EXISTS if any(map(_EXISTS.search, cued)) else Form.ASKED, joined)
    return Claim(Form.ASKED if text.endswith(("?", "？")) else Form.STATED, joined)


def _bare(text: str) -> str:
    return _FRAME.sub("", text)
