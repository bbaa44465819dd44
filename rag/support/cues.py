"""Whether a message asks what support its sender can have."""

from __future__ import annotations

import re
from collections.abc import Collection

from rag.support.words import words
from rag.understanding.asks import Ask

_SELF = re.compile(
    r"我(?:们|司|厂|公司|单位|是|家|想|在|准备|这)|咱们?|本(?:公司|企业|单位|人)|俺|(?:家|个)[^，。？]{0,10}(?:公司|企业|厂|团队)[，。,]|\d+\s*(?:个|名|多)?(?:人|员工)|"
    r"\b(?:we|our|i am|i'm|my)\b",
    re.IGNORECASE,
)
_TRADE = re.compile(
    r"做[^，。？吗]{1,12}的|是(?:一?家|个|做|搞)|[^，。]{2,10}(?:公司|企业|厂|茶园|银行|孵化器|团队|实验室)[，,。]|刚成立|创业|返乡|\d+人|缺(?:钱|人|场地|技术|设备)|招不到"
)
_SUPPORT = re.compile(
    r"(?:享受|有|给|得到|拿到?|申请|领|争取|符合|适合|够得?上|适用|沾)[^，。？]{0,8}(?:支持|扶持|政策|优惠|好处|补贴|补助|帮助|待遇|措施)|"
    r"(?:什么|哪些|啥|有没有)[^，。？]{0,6}(?:支持|扶持|政策|优惠|好处|补贴|补助|帮助)|能(?:享受|拿|领|申请|得)|(?:政策|规划|政府|市里)[^，。？]{0,6}(?:帮|扶|支持)|怎么(?:支持|帮|扶)|"
    r"\b(?:support|benefits?|subsid\w+|eligible|qualify|help)\b",
    re.IGNORECASE,
)
# A want told without a question: "we are short of people", "we would like to move into a park".
_WANT = re.compile(
    r"(?:想|希望|打算|准备|需要|急需)(?!知道|问|了解|请教|咨询|看)[^，。？?]{2,}|缺[钱人技设场资]|招不到|留不住|(?:资金|手头|周转)紧张?|贷不到|怎么办|咋办"
)
_ASKING = re.compile(
    r"[?？]|多少|几[个家项条年]|哪|(.)不\1|[没不么]\s*$|列了|算不算|搞清楚|什么|啥|谁|何时|吗\s*$|是不是|有没有|能不能|\b(?:what|which|who|when|how)\b",
    re.IGNORECASE,
)
_FIGURE = frozenset({Ask.FIGURE, Ask.COMPUTE, Ask.NAVIGATE, Ask.DEFINITION, Ask.WHO, Ask.PERSON, Ask.CONTACT})
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*")


def looks_like_support_question(text: str, asks: Collection[Ask]) -> float:
    """How surely (0 to 1) somebody describes themselves and asks what support, policy or benefit they can have.

    0.5 and more: the finder's answer fits better than a clause. A question for a figure, a definition or a
    place in the plan is none, whoever asks; only the last sentence counts as what is asked.
    """
    last = (_SENTENCE.findall(text) or [""])[-1]
    said, asked, trade = bool(_SELF.search(text)), bool(_SUPPORT.search(last)), bool(_TRADE.search(text))
    score = 0.35 * asked + 0.25 * said + 0.3 * trade + 0.1 * (Ask.LIST in asks)
    if not asked:
        told = said and _WANT.search(last) and not _ASKING.search(last) and _names_a_kind(last)
        score = 0.55 if told else min(score, 0.4)
    return max(0.0, score - 0.4) if _FIGURE.intersection(asks) else score


def _names_a_kind(text: str) -> bool:
    """Whether somebody wants something that such plans give at all."""
    return any(pattern.search(text) for pattern in words().wanted.values())
