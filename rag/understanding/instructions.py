"""Instructions to the assistant inside a question: they are text, never orders, and are left out of what is asked.

Only what speaks of the assistant itself (its prompt, rules, role, data) counts; a question about the plan
that stands beside it is kept.
"""

from __future__ import annotations

import re

_PIECE = re.compile(r"[^。！？!?\n；;]*[。！？!?\n；;]*")
_MARKUP = re.compile(
    r"<\|[^|>]{0,40}\|>|\[/?(?:INST|SYS|SYSTEM)\]|<</?SYS>>|</?(?:system|user|assistant|script|img|iframe|style)\b[^<>]{0,200}>|\{[^{}]{0,300}\"(?:role|system|content|instruction)\"[^{}]{0,300}\}",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"(?:忽略|无视|忘(?:掉|记|了)|不要(?:管|理会|遵守)|抛开|绕过|跳过|取消|覆盖)[^，。；]{0,12}(?:指令|指示|提示|规则|限制|设定|要求|约束|规划|引用|安全)|"
    r"(?:系统|隐藏|内部|初始|原始)(?:提示|指令|消息|设定|prompt)|提示词|system ?prompt|hidden (?:prompt|instruction)|(?:previous|prior|above|earlier|all) (?:instruction|prompt|rule)|your (?:instruction|prompt|rule|system)|"
    r"(?:ignore|disregard|forget|override|bypass) (?:all|any|the|your|everything|previous|prior|every)|(?:你|从)?现在(?:起|开始)?(?:你)?(?:是|扮演|变成|要扮演)(?:一?个|一?名|一?位|没有)|扮演|假装(?:你|自己)|角色扮演|开发者模式|越狱|act as|pretend (?:to be|you)|you are now|jailbreak|developer mode|\bDAN\b|"
    r"(?:密码|密钥|口令|身份证号|银行卡号|api[ _-]?key|secret key|access token|环境变量|源代码|训练数据|日志文件|数据库)[^，。；]{0,6}(?:给我|发|告诉|输出|打印|交出|泄露|是什么|$)|(?:交出|泄露|输出|打印|显示|告诉我|dump|print|reveal|show me)[^，。；]{0,12}(?:密码|密钥|口令|身份证|指令|提示|prompt|instruction|password|分块|向量|源码|源代码|配置|环境变量|embedding|训练数据|all (?:chunks|data))|"
    r"用你自己的(?:知识|话|记忆)|不(?:要|用|必)(?:引用|看|查|依据|管)(?:规划|原文|文件)|随便(?:编|写|说)|编(?:一?个|造|一些)|make (?:something|it) up|如果你不(?:回答|听)|(?:answerable|status) ?= ?|请?只(?:输出|回答|回复|说)[“\"']|重复(?:以上|上面|这句)|翻译(?:你的|以上|上面)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]")


def without_instructions(text: str) -> tuple[str, bool]:
    """The text without instructions to the assistant and without role markup, and whether there were any."""
    plain = _MARKUP.sub(" ", text)
    kept = "".join(piece for piece in _PIECE.findall(plain) if not _ORDER.search(piece))
    if len(_WORD.findall(kept)) < 2 and plain.strip():
        kept = _clauses_without_orders(plain)
    return kept.strip(), kept.strip() != text.strip()


def _clauses_without_orders(text: str) -> str:
    """What is left of a single sentence when only its commanding clauses go."""
    clauses = re.split(r"(?<=[，,：:])", text)
    return "".join(clause for clause in clauses if not _ORDER.search(clause))
