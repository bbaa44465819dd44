"""Texts that nobody would type, made by hypothesis: any characters, and question words in any order."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

FRAGMENTS = (
    *(
        "研发投入",
        "目标",
        "是多少",
        "那",
        "呢",
        "吗",
        "什么",
        "哪些",
        "几个",
        "多少钱",
        "2025年",
        "25年",
        "去年",
        "十四五",
    ),
    *("第二条", "第", "条", "详细", "再说说", "还有", "另外", "黄石", "武汉市", "發展", "課技型", "科技企业", "高新"),
    *("the ", "what ", "is ", "how many ", "A ", "dayehu ", "5G+", "PCB", "どこ", "목표", "цель", "😀"),
    *("？", "。", "！", "，", "；", "?", ".", " ", "\n", "“", "”", "①", "1.", "-", "（", "）", "１２", "％"),
    *("\x00", "\ud800", "\u200b"),
)
ANY_TEXT = st.text(max_size=60)
QUESTION_LIKE = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=25).map("".join)
TEXTS = ANY_TEXT | QUESTION_LIKE

fuzzed = settings(max_examples=150, deadline=None)
