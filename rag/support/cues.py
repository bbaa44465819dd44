"""Whether a message asks what support its sender can have."""

from __future__ import annotations

import re
from collections.abc import Collection

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
_FIGURE = frozenset({Ask.FIGURE, Ask.COMPUTE, Ask.NAVIGATE, Ask.DEFINITION, Ask.WHO, Ask.PERSON, Ask.CONTACT})


def looks_like_support_question(text: str, asks: Collection[Ask]) -> float:
    """How surely (0 to 1) somebody describes themselves and asks what support, policy or benefit they can have.

    0.5 and more: the finder's answer fits better than a clause. A question for a figure, a definition or a
    place in the plan is none, whoever asks.
    """
    said, asked = bool(_SELF.search(text)), bool(_SUPPORT.search(text))
    trade = bool(_TRADE.search(text))
    score = 0.35 * asked + 0.25 * said + 0.3 * trade + 0.1 * (Ask.LIST in asks)
    if not asked:
        score = min(score, 0.4)
    return max(0.0, score - 0.4) if _FIGURE.intersection(asks) else score
