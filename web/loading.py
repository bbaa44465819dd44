"""How the assistant of the settings is loaded, beside an open port."""

from __future__ import annotations

from collections.abc import Callable

from corpus.examples import load_examples, load_profiles
from rag.settings import Settings
from web.assistant import Assistant
from web.readiness import Loader


def assistant_loader(settings: Settings) -> Loader:
    """A loader of the settings' assistant, which builds the index where there is none."""

    def load(report: Callable[[str], None]) -> Assistant:
        report("loading the index")
        # Imported here, once the port is open: FAISS, jieba and LangChain take seconds to import.
        from rag.building import build_assistant

        def progress(done: int, total: int) -> None:
            report(f"building the index, {done} of {total}")

        assistant = build_assistant(settings, progress=progress)
        report("warming up")
        # Dictionary, model, patterns and tables load on first use: here, and not at the first visitor's question.
        for question in (f"{assistant.plan.short_title}的目标是多少？", *_first_examples(assistant)):
            assistant.ask(question)
        return assistant

    return load


def _first_examples(assistant: Assistant) -> list[str]:
    """One example question of each kind of reader, and one firm's story."""
    groups = [group.questions[0] for group in load_examples(assistant.plan.path)]
    return [*groups, *(profile.text for profile in load_profiles(assistant.plan.path)[:1])]
