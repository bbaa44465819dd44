"""Names of places and of areas (districts, parks, zones) that a plan tells apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from rag.understanding.places import Gazetteer

_TYPES = "高新区|经开区|(?:工业|物流|产业)?园区|经济区|[区县]"
_AREA = re.compile(
    rf"(?:^|[、，。·“（\s]|支持|推动|加强)([\u4e00-\u9fff]{{2,5}}?(?:{_TYPES}))(?=[、，。·）\s]|聚焦|打造|建设|创建|[与和以]|推进)"
)
# What makes a word in front of 区 a kind of area and no name.
_KIND = re.compile(
    "高新|科技|产业|创新|国家|省|市|农|特色|循环|总部|试验|示范|保税|合作|功能|集聚|活力|先行|融合|承载|样板|服务|协同|现代|新兴|各|全|重点|开发|一批|基地|年|型|主要|地区|城"
)


@dataclass(frozen=True)
class Areas:
    """Finds names of places in questions and in a plan."""

    plan_text: str
    gazetteer: Gazetteer

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        found = {re.sub("^(?:支持|推动|加强|加快)", "", match[1]) for match in _AREA.finditer(self.plan_text)}
        names = {name for name in found if len(name) > 2 and not _KIND.search(re.sub(f"(?:{_TYPES})$", "", name))}
        return re.compile("|".join(sorted(map(re.escape, names), key=lambda n: (-len(n), n))) or r"(?!)")

    def find(self, text: str) -> frozenset[str]:
        """The places that a text names, those of the plan's own city left out."""
        areas = [match[0] for match in self._pattern.finditer(text)]
        rest = self._pattern.sub("|", text)
        # 大冶湖 is no 大冶: a name that runs on into another kind of place is not meant.
        named = [
            place.name
            for place in self.gazetteer.foreign(rest)
            if not re.match("[湖江河山路港]", rest[place.offset + len(place.name) :])
            and not place.name.startswith("农")
        ]
        return frozenset((*areas, *named))
