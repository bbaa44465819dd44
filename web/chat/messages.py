"""Answers and questions as chat messages: HTML whose every word from outside is escaped.

A message has no blank line and starts with a block tag, so that the Markdown of the chat component takes
it as HTML from end to end and finds no markup in a user's or a plan's words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from urllib.parse import quote

from markupsafe import Markup, escape

from rag.answer import Answer, Calculation, Citation, Status

_MARK = re.compile(r"\[(\d{1,3})\]")
_LISTED = re.compile(r"(?:\d{1,3}[.、．]|[-–—·•])\s*\S")
_BREAKS = re.compile(r"\s*[\r\n]+\s*")

_COPY = Markup('<p class="pq-tools"><a class="pq-copy" role="button" href="#copy">复制回答和出处</a></p>')

MODE_LABELS = {"extractive": "原文摘录", "generated": "模型生成"}
STATUS_LABELS = {
    Status.PARTIAL: "部分作答",
    Status.NOT_IN_PLAN: "规划未写明",
    Status.OUT_OF_SCOPE: "不在规划范围",
    Status.NEEDS_CLARIFICATION: "需要补充说明",
}


def question_html(question: str) -> str:
    """A user's question."""
    return _message("pq-question", _lines(question, escape))


def error_html(message: str) -> str:
    """A failure, said plainly; the question stays in the conversation."""
    return _message("pq-answer pq-error", Markup("<p>{}</p>").format(message))


def pending_html() -> str:
    """What stands in the answer's place while it is worked out."""
    return '<div class="pq-answer pq-pending"><p>正在查阅规划……</p></div>'


def answer_html(answer: Answer) -> str:
    """An answer: labels, text with citation marks, sources, calculations, related clauses, suggestions."""
    body = Markup("").join(
        (
            _badges(answer),
            _div("pq-text", _lines(answer.answer, _marks(answer.citations))),
            _calculations(answer.calculations),
            _sources("出处", "pq-sources", answer.citations),
            _sources("相关条款（不是直接回答）", "pq-related", answer.related),
            _suggestions(answer.suggestions),
            _COPY if answer.citations else Markup(""),
        )
    )
    return _message(f"pq-answer pq-{answer.status.value}", body)


def reader_link(citation: Citation) -> str:
    """The reader's address of a citation with its words highlighted, relative to the chat page."""
    return f"plan?hl={citation.start}-{citation.end}#{quote(citation.id)}"


def ask_link(question: str) -> Markup:
    """A link that puts a question; the page's script sends it without leaving the page."""
    return Markup('<a class="pq-ask" href="?ask={}">{}</a>').format(quote(question, errors="replace"), question)


def _message(css: str, body: Markup) -> str:
    # A blank line, even in an attribute, would end the HTML block and start Markdown.
    return _BREAKS.sub(" ", str(_div(css, body)))


def _badges(answer: Answer) -> Markup:
    if answer.status is Status.SMALLTALK:
        return Markup("")
    mode = Markup('<span class="pq-badge">{}</span>').format(MODE_LABELS.get(answer.mode, answer.mode))
    label = STATUS_LABELS.get(answer.status)
    status = Markup('<span class="pq-badge pq-badge-status">{}</span>').format(label) if label else Markup("")
    read_as = Markup('<span class="pq-read-as">理解为：{}</span>').format(answer.read_as) if answer.read_as else ""
    return Markup('<p class="pq-badges">{}{}{}</p>').format(mode if answer.citations else "", status, read_as)


def _marks(citations: Sequence[Citation]) -> Callable[[str], Markup]:
    by_number = {citation.n: citation for citation in citations}

    def marked(text: str) -> Markup:
        out, at = Markup(""), 0
        for match in _MARK.finditer(text):
            citation = by_number.get(int(match[1]))
            if citation:
                out, at = out + escape(text[at : match.start()]) + _mark(citation), match.end()
        return out + escape(text[at:])

    return marked


def _mark(citation: Citation) -> Markup:
    return Markup('<a class="pq-cite pq-mark" href="{}" title="{}">{}</a>').format(
        reader_link(citation), citation.label, citation.n
    )


def _lines(text: str, inline: Callable[[str], Markup]) -> Markup:
    lines = [line for line in _BREAKS.split(text.strip()) if line]
    return Markup("").join(_line(line, inline) for line in lines)


def _line(line: str, inline: Callable[[str], Markup]) -> Markup:
    css = Markup(' class="pq-listed"') if _LISTED.match(line) else ""
    return Markup("<p{}>{}</p>").format(css, inline(line))


def _sources(title: str, css: str, citations: Sequence[Citation]) -> Markup:
    if not citations:
        return Markup("")
    chips = Markup("").join(Markup("<li>{}</li>").format(_chip(citation)) for citation in citations)
    return Markup('<div class="pq-chips {}"><p class="pq-label">{}</p><ul>{}</ul></div>').format(css, title, chips)


def _chip(citation: Citation) -> Markup:
    return Markup('<a class="pq-cite pq-chip" href="{}" title="{}"><b>{}</b> {}</a>').format(
        reader_link(citation), citation.quote, citation.n, citation.label
    )


def _calculations(calculations: Sequence[Calculation]) -> Markup:
    rows = (Markup("<p>计算：{} = {}</p>").format(c.expression, c.result) for c in calculations)
    return _div("pq-calculations", Markup("").join(rows)) if calculations else Markup("")


def _suggestions(suggestions: Sequence[str]) -> Markup:
    if not suggestions:
        return Markup("")
    links = Markup("").join(Markup("<li>{}</li>").format(ask_link(s)) for s in suggestions)
    return Markup('<div class="pq-chips pq-suggestions"><p class="pq-label">还可以问</p><ul>{}</ul></div>').format(
        links
    )


def _div(css: str, body: Markup) -> Markup:
    return Markup('<div class="{}">{}</div>').format(css, body)
