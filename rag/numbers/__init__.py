"""Questions about figures: looked up, compared and computed from the plan's indicators, without a model."""

from rag.numbers.answerer import NumberAnswerer
from rag.numbers.reply import NumberReply

__all__ = ["NumberAnswerer", "NumberReply"]
