"""Questions about the plan's own structure: what stands in a chapter, box or table, and where a thing stands."""

from rag.navigation.navigator import Navigator
from rag.navigation.reply import NavigationReply

__all__ = ["NavigationReply", "Navigator"]
