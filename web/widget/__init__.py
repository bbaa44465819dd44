"""The embeddable question box: its parts put together into one small script."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_PARTS = ("stream.js", "draw.js", "element.js", "page.js")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_SPACE = re.compile(r"\s*([{};,>]|:(?=\s))\s*")
# Known before any part runs: a script's own tag is gone once it waits for anything.
_OPENING = (
    '(()=>{"use strict";\n'
    "const script=document.currentScript;\n"
    'const here=script&&new URL(".",script.src).href;\n'
    "const TEXTS=%s;\nconst CSS=%s;\n"
)
_LICENCE = "// The plan's question box. How to embed it, its events and calls: widget-demo beside this file.\n"


@lru_cache(maxsize=1)
def widget_script() -> str:
    """The whole script, without indentation and comments; it needs nothing else."""
    texts = json.loads(_read("texts.json"))
    opening = _OPENING % (_json(texts), _json(_small_css(_read("style.css"))))
    return f"{_LICENCE}{opening}{''.join(_small_js(_read(part)) for part in _PARTS)}}})();\n"


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _small_css(css: str) -> str:
    return _CSS_SPACE.sub(r"\1", re.sub(r"\s+", " ", _CSS_COMMENT.sub("", css))).strip()


def _small_js(script: str) -> str:
    # Line by line, never inside one: nothing here needs to understand JavaScript.
    lines = (line.strip() for line in script.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))
