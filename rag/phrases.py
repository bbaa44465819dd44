"""What the assistant says in its own words, in Chinese and English; the plan's words are never in here."""

from __future__ import annotations

from rag.answer import Missing
from rag.understanding.language import Language, to_traditional
from rag.understanding.smalltalk import Smalltalk

_MISSING_ZH = {
    "year": "{value}的数据或目标",
    "place": "关于{value}的内容",
    "indicator": "关于“{value}”的内容",
    "amount": "具体金额或比例",
    "deadline": "具体时间或期限",
    "procedure": "办理流程和材料要求",
    "person": "具体责任人或人名",
    "contact": "联系方式",
    "support": "“{value}”这类支持",
}
_MISSING_EN = {
    "year": "figures or targets for {value}",
    "place": "anything about {value}",
    "indicator": "“{value}”",
    "amount": "the amount or rate",
    "deadline": "a date or deadline",
    "procedure": "an application procedure or the documents needed",
    "person": "names of persons or who exactly is responsible",
    "contact": "contact details",
    "support": "“{value}” as a kind of support",
}
_SMALLTALK_ZH = {
    Smalltalk.GREETING: "您好！我是《{title}》的问答助手，回答都摘自规划原文并注明出处。可以直接问，例如：",
    Smalltalk.THANKS: "不客气！还想了解规划的哪方面，可以接着问，例如：",
    Smalltalk.GOODBYE: "再见！以后想查规划内容，随时来问。",
    Smalltalk.HELP: (
        "我只回答《{title}》里写了什么：目标数字、支持措施、园区布局、专栏方向等，每句都注明章节出处；"
        "规划没有写的，我会直接说没有。可以这样问："
    ),
}
_SMALLTALK_EN = {
    Smalltalk.GREETING: "Hello! I answer questions about 《{title}》 from its own text, with citations. For example:",
    Smalltalk.THANKS: "You are welcome! Ask on, for example:",
    Smalltalk.GOODBYE: "Goodbye! Come back whenever you need something from the plan.",
    Smalltalk.HELP: (
        "I answer what 《{title}》 says: targets, support measures, parks, technology directions, each with its "
        "citation; where the plan says nothing, I say so. For example:"
    ),
}


def in_language(chinese: str, english: str, language: Language) -> str:
    """The assistant's own words in the language of the question: Chinese, English, or both for any other."""
    if language is Language.ENGLISH:
        return english
    if language is Language.TRADITIONAL:
        return to_traditional(chinese)
    return chinese if language.is_chinese else f"{chinese} / {english}"


def smalltalk(kind: Smalltalk, title: str, language: Language) -> str:
    """The canned reply to small talk."""
    return in_language(_SMALLTALK_ZH[kind].format(title=title), _SMALLTALK_EN[kind].format(title=title), language)


def not_in_plan(missing: tuple[Missing, ...], period: str, language: Language) -> str:
    """That the plan does not say it, naming what is missing."""
    chinese = "、".join(dict.fromkeys(_MISSING_ZH[m.kind].format(value=m.value) for m in missing))
    english = "; ".join(dict.fromkeys(_MISSING_EN[m.kind].format(value=m.value) for m in missing))
    outside = f"（规划期为{period}）" if any(m.kind == "year" for m in missing) else ""
    if not missing:
        return in_language("规划没有提到这一点。", "The plan does not say.", language)
    return in_language(
        f"规划没有{chinese}{outside}。", f"The plan does not give {english}{_period_en(outside, period)}.", language
    )


def _period_en(outside: str, period: str) -> str:
    return f" (it covers {period.rstrip('年').replace('—', '–')})" if outside else ""


def out_of_scope(title: str, language: Language) -> str:
    """That the question is not about the plan."""
    return in_language(
        f"这个问题不在《{title}》的范围内，我只回答规划里的内容。",
        f"This is not about 《{title}》; I only answer what the plan says.",
        language,
    )


def partial(missing: tuple[Missing, ...], language: Language) -> str:
    """What the shown clause leaves open."""
    chinese = "、".join(dict.fromkeys(_MISSING_ZH[m.kind].format(value=m.value) for m in missing))
    english = "; ".join(dict.fromkeys(_MISSING_EN[m.kind].format(value=m.value) for m in missing))
    return in_language(f"规划没有写明{chinese}。", f"The plan does not give {english}.", language)


def read_as(reading: str, language: Language) -> str:
    """How a misspelt question was read."""
    return in_language(f"（已按“{reading}”理解）", f"(Read as “{reading}”.)", language)


def clarify(language: Language) -> str:
    """Asks what the question is about."""
    return in_language(
        "您想了解规划的哪方面？请说出具体的指标、产业、园区或支持措施。",
        "What would you like to know about the plan? Please name an indicator, industry, park or measure.",
        language,
    )
