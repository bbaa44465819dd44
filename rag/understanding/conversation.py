"""Follow-up questions: what they refer to, and the stand-alone questions they may mean.

A wrong rewrite is worse than none, so a doubtful follow-up yields several readings, best first, and what
each retrieves decides between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.numerals import parse_numeral
from rag.understanding.asks import question_words

_ORDINAL = re.compile(
    r"第\s*([一二三四五六七八九十两\d]{1,4})\s*(?:条|个|点|项|款|类|种|部分|方面|份)|"
    r"\b(?:the )?(first|second|third|fourth|fifth) (?:one|point|item|measure)",
    re.IGNORECASE,
)
_ORDINAL_EN = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_LAST = re.compile(r"最后(?:一)?(?:条|个|点|项|款)|\bthe last one\b", re.IGNORECASE)
# 除了这些还有别的支持吗？ 没了吗？ anything else?
_MORE = re.compile(
    r"^(?:那|那么|然后)?(?:除了(?:这些?|这个|上面的|以上)(?:以外|之外|外)?[，,]?)?"
    r"(?:还有|另外|其他|其它|别的|还有什么|还有啥|有没有|有无|就这些|只有这些|就这|没了|继续|接着说|往下)"
    r"(?:没有|有)?(?:别的|其他的?|其它的?|什么|啥|哪些|更多的?)?"
    r"(?:支持|政策|措施|办法|方面|内容|呢|吗|么|嘛|没有?|了|的)*[?？。!！\s]*$|"
    r"^(?:anything|what) else\b.{0,12}$|^more\b.{0,8}$",
    re.IGNORECASE,
)
# 能不能再详细一点说说？ 原文是什么？
_DETAIL = re.compile(
    r"^(?:那|请|麻烦|能不能|可以|能|再|帮我|给我)*(?:展开|详细|具体|仔细|细|多|再)(?:点|些|一点|一些|地)?"
    r"(?:讲|说|介绍|解释|描述|列)(?:讲|说|一?下|清楚|明白|一遍)?(?:吗|呗|吧|呢|看)?[?？。!！\s]*$|"
    r"^(?:详细|具体)(?:点|一点|些|内容|呢|的呢|说说|是什么|怎么(?:说|写)(?:的)?)?[?？。!！\s]*$|"
    r"^(?:原文|原话)(?:呢|是什么|怎么(?:说|写)的?)?[?？。\s]*$|"
    r"^(?:tell me more|more details?|in detail|elaborate)\b.{0,12}$|说详细点|展开说说|展开讲讲",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:那么?|那要是|那如果是?|那换成|换成|换|然后呢?|还有|再(?:问|说|看)(?:一?下)?|还(?:想)?问(?:一?下)?|另外|对了|哦|嗯|好的?|"
    r"ok|and|what about|how about|and what about|而|至于|如果是|要是)[\s，,、]*",
    re.IGNORECASE,
)
_MARKS = "?？。!！ \t\r\n\u3000"
_TAIL = re.compile(r"(?:方面|这块|那边|的话|这边)?(?:又|则)?(?:呢|咧|嘞|哪|呐|怎么样|怎样|如何|又如何|啊|吗)?$")
_ANAPHORA = re.compile(
    r"它们?|这个|那个|这些|那些|这项|该(?:项|指标|政策|基金|园区|产业|企业|平台|计划)|其中|上面|上述|前面|刚才|刚刚|这里|那里|"
    r"此项|前者|后者|当时|那时|那年|那会儿?|同期|(?:^|[，,])(?:其|这|那)|\b(?:it|its|they|them|that|those|this|these)\b"
)
# Openings that lack the thing they speak of.
_BARE = re.compile(
    r"^(?:(?:比|跟|和|与|较)[^，。]{0,12})?"
    r"(?:高|低|多|少|差|涨|提高|提升|增加|增长|翻|超|降|缺|还差|相差|完成|达标|实现|做到|一共|合计|总共|平均|分别|"
    r"单位|依据|出处|基数|目标|实际|年均|每年|是多少|有多少|多少|几|谁|由谁|归谁|哪里|在哪|什么时候|何时|为什么|为啥|怎么|如何|"
    r"能|可以|需要|有没有|有什么|有哪些|包括|具体|条件|利率|额度|期限|流程|占|排)"
)
_INTERROGATIVE = re.compile(
    r"[哪谁啥咋]|什么|怎么(?!样[呢?？]*$)|多少|几[个家项名人条件所年点倍位]|第几|"
    r"\b(?:what|who|where|which|how many|how much)\b"
)
_PARALLEL = re.compile(r"^[^，。]{2,12}也")
_LONG = 18
_LONG_LATIN = 7


class FollowUp(StrEnum):
    """How a question hangs on the one before."""

    NEW = "new"
    ELLIPSIS = "ellipsis"
    CONTINUED = "continued"
    ORDINAL = "ordinal"
    MORE = "more"
    DETAIL = "detail"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question may mean in its conversation.

    ``candidates`` are stand-alone questions, best guess first; for an ellipsis they are what was said now
    and the question that it completes. ``ordinal`` counts from 1 (-1: the last).
    """

    kind: FollowUp
    candidates: tuple[str, ...]
    ordinal: int = 0


def _ordinal(question: str) -> int:
    if _LAST.search(question):
        return -1
    match = _ORDINAL.search(question)
    if match is None:
        return 0
    if match[1] is None:
        return _ORDINAL_EN[match[2].lower()]
    return parse_numeral(match[1].replace("两", "二")) or 0


def subject_of(question: str) -> str:
    """The question without its question words and particles: what it is about."""
    chars = list(question)
    for start, end in question_words(question):
        chars[start:end] = [" "] * (end - start)
    text = re.sub(r"[?？。!！，,、]|请问|告诉我|(?:呢|吗|么|嘛|吧|啊)\s*$", " ", "".join(chars))
    return re.sub(r"\s+", " ", text).strip(" 的是有")


def read_in_context(question: str, previous: Sequence[str], is_content: Callable[[str], Sequence[str]]) -> Reading:
    """What a question means after the earlier ones.

    Args:
        question: the question as asked, cleaned.
        previous: earlier stand-alone questions of the user, oldest first.
        is_content: gives the content words of a text.
    """
    if not previous:
        return Reading(FollowUp.NEW, (question,))
    last = previous[-1]
    ordinal = _ordinal(question)
    core = _TAIL.sub("", _LEAD.sub("", question).rstrip(_MARKS)).strip()
    words = is_content(core)
    if ordinal and _is_short(question) and len(words) <= 3 and "章" not in question and "节" not in question:
        return Reading(FollowUp.ORDINAL, (last,), ordinal)
    if _MORE.match(question):
        return Reading(FollowUp.MORE, (last,))
    if _DETAIL.search(question) and len(words) <= 2:
        return Reading(FollowUp.DETAIL, (last,))
    return _by_content(question, core, words, last)


def _is_short(text: str) -> bool:
    return len(text) <= _LONG or (text.isascii() and len(text.split()) <= _LONG_LATIN)


def _by_content(question: str, core: str, words: Sequence[str], last: str) -> Reading:
    led = bool(_LEAD.match(question)) or bool(re.search(r"[呢咧嘞]$", question.rstrip(_MARKS)))
    asks = bool(_INTERROGATIVE.search(core))
    if _PARALLEL.match(question) and _is_short(core):
        return Reading(FollowUp.ELLIPSIS, (question, last))
    if not asks and core and (led or len(core) <= 6) and _is_short(core):
        return Reading(FollowUp.ELLIPSIS, (core, last))
    bare = bool(_BARE.match(core)) and len(words) <= 2
    if bare and len(words) <= 1:
        return Reading(FollowUp.CONTINUED, (f"{subject_of(last)} {question}",))
    if bare or _ANAPHORA.search(question):
        return Reading(FollowUp.CONTINUED, (f"{subject_of(last)} {question}", question))
    if led and _is_short(core):
        return Reading(FollowUp.CONTINUED, (question, f"{subject_of(last)} {question}"))
    return Reading(FollowUp.NEW, (question,))


def with_new_topic(core: str, last: str, topic_words: Sequence[str]) -> str:
    """The earlier question about something else: its topic words give way to what is said now."""
    rest = last
    for word in sorted(topic_words, key=len, reverse=True):
        rest = re.sub(re.escape(word), " ", rest, flags=re.IGNORECASE)
    return f"{core} {re.sub(r'^[的里中这块]+|(?<= )[的里中这块]+(?= )', '', re.sub(r' +', ' ', rest).strip())}"
