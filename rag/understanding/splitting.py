"""A message taken apart: the questions it holds and the story round them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.understanding.asks import Ask, asks_of

_SENTENCE = re.compile(r"[^。！？!?\n；;]*(?:[。！？!?；;]+|\n+|$)")
_LIST_MARK = re.compile(r"^\s*(?:[(（]?\d{1,2}[)）.、]|[①-⑩]|[-*•])\s*")
# Words that open a further question after a comma.
_FURTHER = re.compile(
    r"[，,]\s*(?=(?:另外|还有|再就是|顺便(?:问)?|以及|同时(?:问)?|然后(?:就是)?|再问|再者|also|and (?:what|who|where|how|which|when))[^，,。]{4,})",
    re.I,
)
_TOO_SHORT = 4
MAX_QUESTIONS = 4


@dataclass(frozen=True, slots=True)
class Message:
    """The questions of a message, in order, and what else it tells ("" if nothing)."""

    questions: tuple[str, ...]
    story: str = ""


def _is_question(sentence: str) -> bool:
    return bool(re.search(r"[?？]\s*$", sentence)) or bool(asks_of(sentence) - {Ask.ALL, Ask.COMPUTE, Ask.NAVIGATE})


def _pieces(text: str) -> list[str]:
    sentences = [match[0].strip() for match in _SENTENCE.finditer(text)]
    parts = [part.strip() for sentence in sentences if sentence for part in _FURTHER.split(sentence)]
    return [stripped for part in parts if len(stripped := _LIST_MARK.sub("", part)) >= 2]


def split_message(text: str) -> Message:
    """Split a message into its questions and its story.

    A message of one sentence, or without any question word, is one question. Sentences that tell
    something before or between questions are the story. At most ``MAX_QUESTIONS`` questions are kept
    apart; further ones stay with the last.
    """
    pieces = _pieces(text)
    if len(pieces) <= 1:
        return Message((text.strip(),))
    questions = [piece for piece in pieces if _is_question(piece)]
    story = [piece for piece in pieces if not _is_question(piece)]
    if not questions:
        return Message((text.strip(),))
    questions = _join_fragments(questions)
    kept, rest = questions[: MAX_QUESTIONS - 1], questions[MAX_QUESTIONS - 1 :]
    return Message((*kept, *([" ".join(rest)] if rest else [])), " ".join(story))


def _join_fragments(questions: list[str]) -> list[str]:
    """Attach questions too short to stand alone (对吧？ 有吗？) to the one before."""
    joined: list[str] = []
    for question in questions:
        content = re.sub(r"\W", "", question)
        if joined and len(content) <= _TOO_SHORT:
            joined[-1] = f"{joined[-1]}{question}"
        else:
            joined.append(question)
    return joined
