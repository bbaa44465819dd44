"""A message taken apart: the questions it holds and the story round them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.understanding.asks import Ask, asks_of

_SENTENCE = re.compile(r"[^。！？!?\n；;]*(?:[。！？!?；;]+|\n+|$)")
_LATIN_SENTENCE = re.compile(r"(?<=[a-z\"”)])[.!?]\s+(?=[A-Z\"“])")
_LIST_MARK = re.compile(r"^\s*(?:[(（]?\d{1,2}[)）.、](?!\d)|[①-⑩]|[-*•])\s*")
# Words that open a further question after a comma or a blank.
_OPENER = (
    r"(?:另外|还有|再就是|顺便(?:问)?(?:一?下)?|以及|同时(?:问)?|然后(?:就是)?|再问|再者|对了|那|"
    r"also\b|and (?:what|who|where|how|which|when|is|does)\b)"
)
_FURTHER = re.compile(rf"[，,、\s]\s*(?={_OPENER}[^，,。]{{4,}})", re.IGNORECASE)
_INTERROGATIVE = re.compile(
    r"[哪谁啥咋吗嘛么]|什么|怎么|怎样|如何|多少|多久|多大|多高|几[个家项名人件条所年点倍位]|第几|"
    r"是否|有没有|(.)不\1|[有能行是会要]\S{0,8}不[?？]?$|又是"
)
_ASIDE = re.compile(r"(?:另外|顺便|再|还想)(?:再)?(?:问|查|说|看)")
_TOO_SHORT = 4
_STORY_FROM = 3
MAX_QUESTIONS = 4


@dataclass(frozen=True, slots=True)
class Message:
    """The questions of a message, in order, and what else it tells, sentence by sentence."""

    questions: tuple[str, ...]
    told: tuple[str, ...] = ()

    @property
    def story(self) -> str:
        """All that is told round the questions, as one text."""
        return " ".join(self.told)


def _is_question(piece: str) -> bool:
    if piece.endswith(("。", "！", "!")) and not piece.startswith(("请", "帮")):
        return False
    return bool(re.search(r"[?？]\s*$", piece) or _ASIDE.match(piece) or _INTERROGATIVE.search(piece)) or bool(
        asks_of(piece) - {Ask.ALL, Ask.COMPUTE, Ask.NAVIGATE}
    )


def _sentences(text: str) -> list[str]:
    whole = [match[0].strip() for match in _SENTENCE.finditer(text)]
    return [part.strip() for sentence in whole if sentence for part in _LATIN_SENTENCE.split(sentence) if part.strip()]


def _pieces(text: str) -> list[str]:
    parts = [part.strip() for sentence in _sentences(text) for part in _split_further(sentence)]
    pieces: list[str] = []
    alone = ""
    for part in parts:
        piece = f"{alone}{_LIST_MARK.sub('', part)}"
        # A single character is no sentence of its own; it stays with what follows.
        alone = f"{piece} " if len(piece) == 1 and piece.isalnum() else ""
        if len(piece) > 1:
            pieces.append(piece)
    return [*pieces, alone.strip()] if alone else pieces


def _split_further(sentence: str) -> list[str]:
    """A sentence cut before 另外, 顺便问 …, and at a blank or comma between two questions of their own."""
    parts = [part for part in _FURTHER.split(sentence) if part]
    return [small for part in parts for small in _split_blank(part)]


def _split_blank(part: str) -> list[str]:
    for mark in (r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", r"[，,]\s*(?=[^，,]{2,8}又)"):
        pieces = re.split(mark, part)
        if len(pieces) == 2 and all(len(p) > _TOO_SHORT and _INTERROGATIVE.search(p) for p in pieces):
            return pieces
    return [part]


def split_message(text: str) -> Message:
    """Split a message into its questions and its story.

    A message of one sentence, or without any question word, is one question. In a longer one, where some
    sentences end in a question mark, only those are questions. At most ``MAX_QUESTIONS`` questions are
    kept apart; further ones stay with the last.
    """
    pieces = _pieces(text)
    if len(pieces) <= 1:
        return Message((text.strip(),))
    marked = [piece for piece in pieces if re.search(r"[?？]\s*$", piece)]
    tells = len(pieces) >= _STORY_FROM
    questions = marked if marked and tells else [piece for piece in pieces if _is_question(piece)]
    if tells and not marked and len(questions) == len(pieces):
        questions = pieces[:]
    elif tells and not marked and questions and not _listed(text):
        questions = questions[-1:]
    if not questions:
        return Message((text.strip(),))
    told = tuple(piece for piece in pieces if piece not in questions)
    questions = _join_fragments(questions)
    kept, rest = questions[: MAX_QUESTIONS - 1], questions[MAX_QUESTIONS - 1 :]
    return Message((*kept, *([" ".join(rest)] if rest else [])), told)


def _listed(text: str) -> bool:
    return sum(bool(_LIST_MARK.match(line)) for line in text.splitlines()) > 1


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
