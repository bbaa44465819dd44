"""What texts the doors take; the same rules as at the command line."""

from rag.text import MAX_QUESTION, checked_text, shown

__all__ = ["MAX_QUESTION", "checked_text", "shown"]
