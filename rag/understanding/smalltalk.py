"""Greetings, thanks and questions about the assistant itself, which need no search."""

from __future__ import annotations

import re
from enum import StrEnum


class Smalltalk(StrEnum):
    """Kinds of small talk; each has its own canned reply."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    HELP = "help"


_TAIL = r"[\s啊呀哦呢吧哈啦了的~～!！。.,，?？、]*"
_NAME = r"(?:[,，\s]*(?:小助手|助手|机器人|客服|小黄|朋友|老师|同志|ai|there|bot))?"
_THANKED = (
    "谢谢|多谢|感谢|谢了|谢谢你|谢谢您|辛苦|非常感谢|太感谢|thanks|thank you|thx|ありがとう(?:ございます)?|"
    "감사합니다|спасибо|merci"
)
_YOU = "你|您|这(?:个|是)?|本"
_TOOL = "助手|机器人|系统|网站|工具|页面|东西"
_WHO_ARE_YOU = (
    "是(?:谁|什么|啥|干[嘛吗什]么?的?|做什么的|机器人|真人|人工智能|ai|什么助手|怎么用)(?:[吗么]|还是机器人|还是真人)?"
)
_WHAT_CAN_YOU = (
    "(?:能|可以|会)(?:干|做|帮|回答|帮我|帮我做|问|提供)?(?:些)?(?:什么|啥|哪些|干嘛|些什么)(?:问题|事|忙|事情|内容)?"
)
_PATTERNS = {
    Smalltalk.GREETING: (
        "(?:你好|您好|您好呀|你好啊|大家好|哈[喽罗啰]|嗨|hi|hello|hey|good (?:morning|afternoon|evening)|"
        "早上好|上午好|下午好|晚上好|早安|早|晚安|在[吗么]|在不在|有人[吗么]|在线[吗么]|nihao|ni hao|"
        "こんにちは|はじめまして|안녕하세요|привет|здравствуйте|bonjour|hola|喂|吃了[吗么]|最近怎么样)" + _NAME
    ),
    Smalltalk.THANKS: (
        rf"(?:(?:好的|好|ok|嗯|行)?[,，\s]*(?:{_THANKED})"
        "(?:了|你|您|啦|哈|so much|very much|a lot|帮忙|的回答|帮助)?|"
        "好的|明白|知道|懂|收到|ok|okay|嗯+|不错|很好|真棒|厉害|赞|你真(?:棒|厉害|聪明)|回答得很好)" + _NAME
    ),
    Smalltalk.GOODBYE: "(?:再见|拜拜|bye(?: bye)?|goodbye|回见|下次见|さようなら|до свидания)" + _NAME,
    Smalltalk.HELP: (
        f"(?:请问)?(?:{_YOU})?(?:{_TOOL})?(?:到底)?"
        f"(?:(?:{_WHO_ARE_YOU})|{_WHAT_CAN_YOU}|叫什么(?:名字)?|怎么(?:用|使用|问|提问)|有(?:什么|哪些)功能|功能)|"
        "(?:使用)?帮助|help(?: me)?|怎么用|怎么使用|如何使用|使用说明|功能介绍|"
        "我(?:能|可以|该)(?:问|怎么问)(?:你)?(?:些)?(?:什么|啥|哪些)?(?:问题)?|"
        "介绍(?:一下)?(?:你)?自己|自我介绍|你是(?:不是)?(?:真人|机器人|人)[吗么]?|"
        "who are you|what are you|what can you (?:do|answer|help(?: me)? with)(?: for me)?|"
        "what can i ask(?: you)?|how (?:do i use|does) (?:this|it)(?: work)?|"
        "あなたは誰(?:ですか)?|何ができますか"
    ),
}
_COMPILED = {
    kind: re.compile(rf"[\s,，。.!！]*(?:{pattern}){_TAIL}", re.IGNORECASE) for kind, pattern in _PATTERNS.items()
}
_MARKS = " \t\r\n\u3000~～!！。.,，?？、"
# Longer messages are no set phrase, whatever marks and particles trail; the patterns below would take long over them.
_LONGEST_PHRASE = 80
_LONGEST = 30
_CORES = {
    Smalltalk.THANKS: re.compile(r"谢谢|多谢|感谢|谢了|辛苦|thanks|thank you|thx", re.IGNORECASE),
    Smalltalk.GOODBYE: re.compile(r"再见|拜拜|回见|bye", re.IGNORECASE),
    Smalltalk.GREETING: re.compile(r"你好|您好|在吗|哈喽|hello|hi\b", re.IGNORECASE),
}
_COURTESIES = re.compile(
    r"你们?|您|我们?|帮(?:了|上)?(?:大|我)?(?:个)?(?:大)?忙|帮助|回答|解答|耐心|非常|太|真|很|好|了|的|啊|呀|哦|啦|哈|吧|有用|清楚|明白|下次|下回|改天|再|聊|来|先|走|忙|去|这样|就|到此|"
    r"小助手|助手|机器人|客服|麻烦|打扰|有空|联系|today|so|very|much|your|you|for|help|the|answer|see|later|again|and|good"
)
_WORD = re.compile(r"[^\W_]")
_GREETING_PREFIX = re.compile(
    r"^\s*(?:你好|您好|哈[喽罗啰]|嗨|hi|hello|hey|早上好|上午好|下午好|晚上好)(?:[啊呀])?[\s,，。.!！~～]+(?=\S{3})",
    re.IGNORECASE,
)


def smalltalk_of(text: str) -> Smalltalk | None:
    """The kind of small talk that the whole message is; None if it holds anything else."""
    text = text.strip(_MARKS)
    if len(text) > _LONGEST_PHRASE:
        return None
    for kind, pattern in _COMPILED.items():
        if pattern.fullmatch(text):
            return kind
    if len(text) > _LONGEST:
        return None
    kinds = [_kind_of_part(part) for part in re.split(r"[,，。.!！?？~～\s]+", text) if part]
    named = [kind for kind in kinds if kind is not None]
    return named[-1] if named and len(named) == len(kinds) else _courtesy(text)


def _kind_of_part(part: str) -> Smalltalk | None:
    half = part[: len(part) // 2]
    readings = (part, half) if half and half * 2 == part else (part,)
    found = (kind for reading in readings for kind, pattern in _COMPILED.items() if pattern.fullmatch(reading))
    return next(found, None)


def _courtesy(text: str) -> Smalltalk | None:
    """Thanks or goodbye with nothing but courtesies round it (谢谢你，帮大忙了)."""
    for kind, core in _CORES.items():
        if core.search(text) and not _WORD.search(_COURTESIES.sub("", core.sub("", text.lower()))):
            return kind
    return None


def without_greeting(text: str) -> str:
    """The message without a greeting before its question; small talk as it is."""
    return text if smalltalk_of(text) else _GREETING_PREFIX.sub("", text, count=1)
