"""Names of places in a question, from a gazetteer of Chinese divisions, countries and the plan's own text.

The cities, counties and districts come from jieba's dictionary (entries tagged ``ns``), which is installed
anyway; provinces and the countries that questions compare with are few and stand here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 "
    "陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
).split()
COUNTRIES = (
    "美国 日本 德国 法国 英国 俄罗斯 韩国 朝鲜 印度 新加坡 以色列 意大利 西班牙 加拿大 澳大利亚 巴西 越南 泰国 马来西亚 "
    "印度尼西亚 荷兰 瑞士 瑞典 芬兰 乌克兰 墨西哥 土耳其 沙特 欧盟 欧洲 非洲 东南亚 硅谷 纽约 伦敦 东京 巴黎"
).split()
_DIVISION = re.compile("^(.{2,6})(市|县|省)$")
_DISTRICT = re.compile("^.{2,4}区$")
# Dictionary entries that end like a division but are common nouns.
_NOT_NAMES = re.compile(
    "城市|都市|兴市|三市|非上|超市|富市|百强|自治|地区|军区|特区|城区|中心|边区|老区|新区|景区|社区|库区|东市|[我全各外本]市|[我各]县|"
    "^.?山区$|(?:大别|沂蒙|太行|长白|丘陵|阿尔卑斯|半|深)山区"
)
# A short form (宜昌 for 宜昌市) counts only where the dictionary knows it as a common enough name of a place:
# rarer ones turn up by chance across word boundaries (促进新兴和… holds 兴和).
_SHORT_FORM_FREQUENCY = 300
_SHORT_FORM_TAGS = frozenset({"ns", "n", "nr", "j", "nz"})
# Names that are everyday words as well, so only their full form (白银市) counts.
_AMBIGUOUS = frozenset(
    "白银 朝阳 平安 和平 长安 东方 北海 平原 建德 中山 江山 光明 宝山 海洋 南海 大同 平阳 高平 永安 长治 安康 通道 海城 高明 明光 "
    "开化 大方 大田 商城 长寿 海口 西平 新民 新建 都市 大安 安居 安定 宁静 富裕 富源 互助 共和 民和 民主 兴国 建国 应城 当阳 乐山 龙门 珠宝 大城 友谊 凤凰 温泉 太平 海岛 "
    "滨海 新河 沙河 中和 故城 山口 梁山 长子 桃源 莲花 名山 河口 石门 永和 太和 新城 中阳 全州 东海 象山 清水 六合 洞口 香山 太康".split()
)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a question: the words, and their offset."""

    name: str
    offset: int


@cache
def _dictionary_names(dictionary: Path) -> frozenset[str]:
    entries = (line.split(" ") for line in dictionary.read_text(encoding="utf-8").splitlines())
    tagged = {word: (int(frequency), tag) for word, frequency, tag in entries}
    divisions = {word for word, (_, tag) in tagged.items() if tag == "ns" and not _NOT_NAMES.search(word)}
    names = {word for word in divisions if _DISTRICT.match(word)}
    for match in filter(None, map(_DIVISION.match, divisions)):
        names.add(match[0])
        frequency, tag = tagged.get(match[1], (0, ""))
        if frequency >= _SHORT_FORM_FREQUENCY and tag in _SHORT_FORM_TAGS:
            names.add(match[1])
    return frozenset(names - _AMBIGUOUS)


def jieba_dictionary() -> Path:
    """The dictionary file of the installed jieba package."""
    import jieba  # imported on use: the package opens its dictionary's path on import

    return Path(jieba.__file__).with_name("dict.txt")


_DISTRICT_LIKE = re.compile("(?=([\u4e00-\u9fff]{2}[区县镇]))")


def names_in_plan(source: str, dictionary: Path) -> frozenset[str]:
    """Names of districts and counties that a plan's text repeats and no dictionary holds: 下陆区.

    Their stem is no word, and they stand behind a mark or a verb at least once rather than inside a longer word.
    """
    words = {line.split(" ", 1)[0] for line in dictionary.read_text(encoding="utf-8").splitlines()}
    counts = Counter(match[1] for match in _DISTRICT_LIKE.finditer(source))
    return frozenset(
        name
        for name, count in counts.items()
        if count > 1 and name[:2] not in words and re.search(rf"(?:[、，。；（\s]|支持|推动){name}", source)
    )


@dataclass(frozen=True)
class Gazetteer:
    """Recognises place names; ``own`` are the names of the plan's own place and what lies above it."""

    dictionary: Path
    own: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = {*_dictionary_names(self.dictionary), *PROVINCES, *COUNTRIES, *self.own, *self.extra}
        names.update(province + suffix for province in PROVINCES for suffix in ("省", "市"))
        return re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))

    def find(self, text: str) -> tuple[PlaceMention, ...]:
        """All place names in a text, longest match first, in order; the plan's own names included."""
        return tuple(PlaceMention(match[0], match.start()) for match in self._pattern.finditer(text))

    def foreign(self, text: str) -> tuple[PlaceMention, ...]:
        """The place names in a text that are not the plan's own place."""
        own = {_stem(name) for name in self.own}
        return tuple(place for place in self.find(text) if _stem(place.name) not in own)


def _stem(name: str) -> str:
    return name[:-1] if len(name) > 2 and name[-1] in "市省县区" else name
