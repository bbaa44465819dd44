"""From a plan's text to its Document, by general rules that know no city.

``parse`` is the only door. The steps, one small module each: physical lines and bookmark marks
(``lines``), what number or bullet a line begins with (``markers``), where tables and boxes stand
(``tables``, ``boxes``, ``regions``), which style of numbering is chapter, section or item here
(``levels``), and the tree of addressed blocks (``assembly``).

Any text parses; every non-blank character outside bookmark marks stands in exactly one block.
"""

from corpus.parser.assembly import PARSER_VERSION, parse

__all__ = ["PARSER_VERSION", "parse"]
