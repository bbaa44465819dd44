"""Words of claims that change their meaning: what excludes, denies, forbids, or says that it is done."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from rag.premise.slots import slot_words
from rag.query import Query
from rag.understanding.terms import TermWeights, stop_words, word_match

# What excludes or forces, and the words of a text that say as much.
EXCLUSIVE = {
    "只": "只|仅",
    "仅": "只|仅",
    "唯一": "唯一",
    "最先": "最先|率先|首先|首个",
    "率先": "最先|率先",
    "首个": "首个|率先|首家",
    "首批": "首批",
    "最": "最|率先|第一",
    "第一": "第一",
    "都": "都|全部|各|所有",
    "全部": "全部|全|所有",
    "所有": "所有|全部|全|各",
    "必须": "必须|确保",
    "一定": "一定|确保|必须",
    "保证": "保证|确保",
    "only": "只|仅",
    "all": "全部|所有|各",
    "must": "必须",
    "first": "首|第一|率先",
}
FORCING = (
    "取消|禁止|严禁|强制|免费|停止|停办|关闭|不再|撤销|撤并|全额|无偿|免除|一律|罚款|处罚|关停|退出|限制|废除|削减|压减|裁撤|放弃|暂停|搬迁|免税|"
    "cancel|forbid|prohibit|ban(?:ned)?|free of charge|abolish"
)
_FORCING = re.compile(FORCING, re.I)
_NEGATED = re.compile(
    r"不(?!断|同|少|是不|能不|行不|低于|超过|高于|妨|仅|动产|锈|[\u4e00-\u9fff]{0,2}[吗?？]?$)|没(?!有没|错|问题|写错)有?|未(?!来)|无(?!人|线|损|机|取向|氧化|糖)|别(?!的|人|嘌)|并非|"
    r"\bnot\b|n't\b|\bno\b",
    re.I,
)
_EITHER_OR = re.compile(r"([\u4e00-\u9fff])不\1|有没有|有无|没有\s*[?？]?$|[不没]\s*[?？]?$|是不是|是否|不是说|不是")
_DONE_CLAIM = re.compile(r"已经|早已|已(?!有)|建成了|完成了|成功|拿下|通过了|实现了|都是.{2,12}了")
_DONE = re.compile(r"已|建成|完成|成功|获批|升级为|入选|顺利|通过|荣获|跻身|实现|达到|成立|出台|设立了|启动")
_QUOTED = re.compile('[“"「‘]([^“”"「」‘’]{2,20})[”"」’]')


@cache
def talk_words() -> frozenset[str]:
    """Words of asking that say nothing of a claim's subject."""
    lines = Path(__file__).with_name("talk.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def claim_words(query: Query, claim: str) -> tuple[str, ...]:
    """The content words of a claim that fill no slot."""
    lowered, taken = claim.lower(), slot_words(claim).lower()
    names = [name.lower() for name in _QUOTED.findall(claim)]
    left_out = talk_words() | EXCLUSIVE.keys()
    kept = (
        word
        for word in query.words
        if word in lowered
        and word not in left_out
        and word not in taken
        and not word.isdecimal()
        and not any(word in name for name in names)
    )
    return (*names, *kept)


def denies(claim: str) -> bool:
    """Whether a claim says that something is not so."""
    return bool(_NEGATED.search(_EITHER_OR.sub("", claim)))


def unshared_exclusive(claim: str, text: str) -> bool:
    """Whether a claim is stricter than a text: only, all, first, must, which the text does not say."""
    lowered = claim.lower()
    found = [said for word, said in EXCLUSIVE.items() if re.search(rf"\b{word}\b" if word.isascii() else word, lowered)]
    return any(not re.search(said, text) for said in found)


def unshared_forcing(claim: str, text: str) -> str:
    """A word of a claim that takes away or forces (取消, 禁止, 免费) and that a text lacks; empty if none."""
    found = _FORCING.search(claim)
    return found[0] if found and found[0] not in text else ""


def only_planned(claim: str, text: str) -> bool:
    """Whether a claim says done what a text does not say is done."""
    return bool(_DONE_CLAIM.search(claim)) and not _DONE.search(text)


MATCHED_FROM = 0.75


def best_match(word: str, text: str, query: Query) -> float:
    """How far a word or one of its synonyms stands in a text, 0 to 1."""
    share = max(word_match(form.lower(), text) for form in (word, *query.synonyms.get(word, ())))
    return share if share >= MATCHED_FROM else 0.0


def cover(words: tuple[str, ...], text: str, query: Query, weights: TermWeights) -> float:
    """The share of the words' weight that a text holds; 0 without words."""
    total = sum(weights.idf(word) for word in words)
    return sum(weights.idf(word) * best_match(word, text, query) for word in words) / total if total else 0.0


def unread_latin(query: Query, words: tuple[str, ...]) -> bool:
    """Whether a question has a Latin word that is no content word of it: then it is only half understood."""
    known = " ".join((*words, *query.words))
    found = re.findall(r"[a-z]{2,}", query.text.lower())
    return any(word not in known and word not in stop_words() and word not in talk_words() for word in found)
