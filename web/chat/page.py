"""The chat page: its layout and what its controls do."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable

import gradio as gr
from markupsafe import Markup

from corpus.examples import ExampleGroup, load_examples
from web.asking import Asking
from web.assistant import Plan
from web.chat import messages
from web.chat.conversation import Conversation
from web.errors import RequestError
from web.site import CHINESE, header_html
from web.text import MAX_QUESTION, checked_text

log = logging.getLogger(__name__)

FONTS = ("system-ui", "-apple-system", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")

Respond = Callable[[str, Conversation, gr.Request], AsyncIterator[list[dict[str, str]]]]

# The links in messages are plain anchors; the page's script turns a click on one into this event.
# Empties the box at once, before the answer is there: what is typed meanwhile must not be wiped later.
_TAKE_QUESTION = "(question) => { window.planqaTaken?.(); return [question, null]; }"
_BRIDGE = "window.planqaAsk = (question) => trigger('ask', {question: String(question)});"


def build_chat(asking: Asking) -> gr.Blocks:
    """The chat page as Gradio blocks."""
    respond, plan = _responder(asking), asking.readiness.assistant.plan
    with gr.Blocks(analytics_enabled=False, title=f"{plan.title} · 问答", fill_width=True) as blocks:
        conversation = gr.State(Conversation())
        _html(_header(plan), "pq-header")
        with gr.Row(elem_id="pq-main"):
            with gr.Column(elem_id="pq-conversation"):
                chat = _chatbot(plan)
                with gr.Row(elem_id="pq-composer"):
                    box, send = _composer()
                with gr.Row(elem_id="pq-foot"):
                    _html(_note(plan), "pq-note")
                    clear = gr.Button("清空对话", elem_id="pq-clear", scale=0, min_width=80, size="sm")
            _html(_PANEL, "pq-panel")
        bridge = gr.HTML("", elem_id="pq-bridge", js_on_load=_BRIDGE)

        # Questions may come faster than answers; "multiple" keeps Gradio from dropping the second.
        how = {
            "concurrency_limit": None,
            "trigger_mode": "multiple",
            "show_progress": "hidden",
            "api_visibility": "private",
        }
        gr.on([box.submit, send.click], respond, [box, conversation], chat, js=_TAKE_QUESTION, **how)
        bridge.ask(_from_link(respond), conversation, chat, **how)
        clear.click(_clear, conversation, chat, **how)
    return blocks


def theme() -> gr.themes.Base:
    """System fonts and a calm blue; nothing is fetched from elsewhere."""
    return gr.themes.Base(primary_hue="blue", neutral_hue="slate", font=FONTS, font_mono=("ui-monospace", "monospace"))


def _responder(asking: Asking) -> Respond:
    async def respond(
        question: str, conversation: Conversation, request: gr.Request
    ) -> AsyncIterator[list[dict[str, str]]]:
        if not isinstance(question, str) or not question.strip():
            yield gr.skip()
            return
        async with conversation.lock:
            yield conversation.shown(pending=question)
            client = request.client.host if request.client else None
            conversation.add(question, await _answer(asking, question, conversation.questions, client))
            yield conversation.shown()

    return respond


async def _clear(conversation: Conversation) -> list[dict[str, str]]:
    async with conversation.lock:
        conversation.turns = []
    return []


async def _answer(asking: Asking, question: str, history: list[str], client: str | None) -> str:
    try:
        asking.limits.check(client)
        answer = await asking.answer(checked_text(question, "问题"), history)
    except ValueError:
        return messages.error_html(f"请输入1—{MAX_QUESTION}字的问题，不含控制字符。")
    except RequestError as error:
        return messages.error_html(str(error))
    except Exception:  # the edge: the page must say that it failed, and keep the question
        log.exception("a question in the chat failed")
        return messages.error_html("服务内部出错，请稍后再试。")
    return messages.answer_html(answer)


def _from_link(respond: Respond) -> Callable[..., AsyncIterator[list[dict[str, str]]]]:
    async def ask(
        conversation: Conversation, request: gr.Request, event: gr.EventData
    ) -> AsyncIterator[list[dict[str, str]]]:
        async for update in respond(event._data.get("question", ""), conversation, request):
            yield update

    return ask


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
        placeholder="请输入您的问题",
        lines=1,
        max_lines=6,
        max_length=MAX_QUESTION,
        autofocus=True,
        container=False,
        scale=1,
        elem_id="pq-question",
    )
    return box, gr.Button("提问", variant="primary", scale=0, min_width=88, elem_id="pq-send")


def _html(html: str, elem_id: str) -> gr.HTML:
    return gr.HTML(html, elem_id=elem_id, apply_default_css=False, js_on_load=None)


def _header(plan: Plan) -> str:
    return header_html(plan.title, "./", CHINESE, "h1")


def _note(plan: Plan) -> str:
    return str(Markup("<p>回答摘自《{}》，以规划原文为准；请勿输入个人信息。</p>").format(plan.title))


def _welcome(plan: Plan) -> str:
    cards = Markup("").join(_persona(group) for group in load_examples(plan.path))
    return str(
        Markup(
            '<div class="pq-welcome"><p class="pq-hello">您好，想了解规划的什么内容？</p>'
            '<p class="pq-about">问指标、任务、支持措施都可以；规划里没写的，会直说没有。</p>'
            '<div class="pq-personas">{}</div></div>'
        ).format(cards)
    )


def _persona(group: ExampleGroup) -> Markup:
    links = Markup("").join(Markup("<li>{}</li>").format(messages.ask_link(q)) for q in group.questions)
    return Markup('<section class="pq-persona"><h2>{}</h2><ul>{}</ul></section>').format(group.who, links)


_PANEL = (
    '<aside class="pq-clause" aria-label="引文原文"><div class="pq-clause-body" tabindex="-1"><div class="pq-start">'
    '<p class="pq-hint">点开回答中的出处，<br>这里显示规划原文，引用的文字会标亮。</p></div></div></aside>'
)
