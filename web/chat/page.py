"""The chat page: its layout and what its controls do."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from typing import Any

import gradio as gr
from markupsafe import Markup

from rag.answer import Answer
from web.assistant import Assistant, Plan
from web.chat import messages
from web.errors import RequestError
from web.text import MAX_QUESTION, checked_text
from web.workers import Workers

log = logging.getLogger(__name__)

KEPT_TURNS = 30
FONTS = ("system-ui", "-apple-system", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")

Turns = list[tuple[str, str]]
"""Questions with the HTML of their answers, oldest first."""

# The links in messages are plain anchors; the page's script turns a click on one into this event.
_BRIDGE = "window.planqaAsk = (question) => trigger('ask', {question: String(question)});"


def build_chat(assistant: Assistant, workers: Workers) -> gr.Blocks:
    """The chat page as Gradio blocks."""
    respond = _responder(assistant, workers)
    with gr.Blocks(analytics_enabled=False, title=f"{assistant.plan.title} · 问答", fill_width=True) as blocks:
        turns = gr.State([])
        gr.HTML(_header(assistant.plan), elem_id="pq-header")
        with gr.Row(elem_id="pq-main"):
            with gr.Column(elem_id="pq-conversation"):
                chat = _chatbot(assistant.plan)
                with gr.Row(elem_id="pq-composer"):
                    box, send = _composer()
                gr.HTML(_note(assistant.plan), elem_id="pq-note")
            gr.HTML(_PANEL, elem_id="pq-panel", js_on_load=None)
        bridge = gr.HTML("", elem_id="pq-bridge", js_on_load=_BRIDGE)

        events = [box.submit, send.click]
        gr.on(events, respond, [box, turns], [chat, turns, box], concurrency_limit=None, show_progress="hidden")
        bridge.ask(_from_link(respond), [turns], [chat, turns, box], concurrency_limit=None, show_progress="hidden")
        clear = gr.Button("清空对话", elem_id="pq-clear", variant="secondary", size="sm")
        clear.click(lambda: ([], [], ""), None, [chat, turns, box], queue=False, show_progress="hidden")
    return blocks


def theme() -> gr.themes.Base:
    """System fonts and a calm blue; nothing is fetched from elsewhere."""
    return gr.themes.Base(primary_hue="blue", neutral_hue="slate", font=FONTS, font_mono=("ui-monospace", "monospace"))


def _responder(assistant: Assistant, workers: Workers) -> Callable[[str, Turns], AsyncIterator[tuple[Any, ...]]]:
    async def respond(question: str, turns: Turns) -> AsyncIterator[tuple[Any, ...]]:
        if not isinstance(question, str) or not question.strip():
            yield gr.skip(), gr.skip(), gr.skip()
            return
        yield _conversation([*turns, (question, messages.pending_html())]), gr.skip(), ""
        html = await _answer(assistant, workers, question, [asked for asked, _ in turns])
        kept = [*turns, (question, html)][-KEPT_TURNS:]
        yield _conversation(kept), kept, gr.skip()

    return respond


async def _answer(assistant: Assistant, workers: Workers, question: str, history: list[str]) -> str:
    try:
        answer: Answer = await workers.run(assistant.ask, checked_text(question, "问题"), history)
    except ValueError:
        return messages.error_html(f"请输入1—{MAX_QUESTION}字的问题，不含控制字符。")
    except RequestError as error:
        return messages.error_html(str(error))
    except Exception:  # the edge: the page must say that it failed, and keep the question
        log.exception("a question in the chat failed")
        return messages.error_html("服务内部出错，请稍后再试。")
    return messages.answer_html(answer)


def _from_link(respond: Callable[..., AsyncIterator[tuple[Any, ...]]]) -> Callable[..., AsyncIterator[tuple[Any, ...]]]:
    async def ask(turns: Turns, event: gr.EventData) -> AsyncIterator[tuple[Any, ...]]:
        async for update in respond(event._data.get("question", ""), turns):
            yield update

    return ask


def _conversation(turns: Turns) -> list[dict[str, str]]:
    return [
        message
        for question, html in turns
        for message in (
            {"role": "user", "content": messages.question_html(question)},
            {"role": "assistant", "content": html},
        )
    ]


def _chatbot(plan: Plan) -> gr.Chatbot:
    return gr.Chatbot(
        elem_id="pq-chat",
        show_label=False,
        container=False,
        height="100%",
        layout="bubble",
        buttons=[],
        latex_delimiters=[],
        placeholder=_welcome(plan),
        feedback_options=None,
        allow_tags=False,
    )


def _composer() -> tuple[gr.Textbox, gr.Button]:
    box = gr.Textbox(
        show_label=False,
        label="问题",
        placeholder="向规划提问，例如：到2025年研发投入强度要达到多少？",
        lines=1,
        max_lines=6,
        max_length=MAX_QUESTION,
        autofocus=True,
        container=False,
        scale=1,
        elem_id="pq-question",
    )
    return box, gr.Button("提问", variant="primary", scale=0, min_width=88, elem_id="pq-send")


def _header(plan: Plan) -> str:
    return str(
        Markup(
            '<div class="pq-brand"><h1>{}</h1><p>只依据规划原文作答，每一句都可点开核对</p></div>'
            '<nav aria-label="页面"><a href="plan">规划原文</a></nav>'
        ).format(plan.title)
    )


def _note(plan: Plan) -> str:
    return str(Markup("<p>回答摘自《{}》，以规划原文为准；请勿输入个人信息。</p>").format(plan.title))


def _welcome(plan: Plan) -> str:
    return str(Markup('<div class="pq-welcome"><p class="pq-hello">您好，想了解规划的什么内容？</p></div>'))


_PANEL = (
    '<aside class="pq-clause" aria-label="引文原文"><div class="pq-clause-body" tabindex="-1">'
    '<p class="pq-hint">点开回答中的出处，这里显示规划原文，引用的文字会标亮。</p></div></aside>'
)
