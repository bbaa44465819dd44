"""Everyday words of Chinese plans that surround a quantity. Nothing here is of one plan."""

from __future__ import annotations

import re

_VERBS = (
    "引进培育|培育形成|布局建设|重点推进|精准支持|共同组建|累计建成|定期发布|累计安排|累计荣获|累计认定|累计培训|一次性奖励|组织实施|"
    "发展成为|成为|达到|组建|推进|支持|建立|发布|建设|设立了?|建成|给予|引进|安排|培育|打造|接入|发放|实施|完成|荣获|获得|获批|认定|新增|新建|净增|"
    "现有|拥有|力争|确保|实现|遴选|培训|开展|形成|制定|分别设置|设置|累计|每年|关停并转|开放共享|定向培养|培养|有(?=$)"
)
_DATES = (
    r"到\s*(?:19|20)\d{2}\s*年(?:底|末)?前?|(?:19|20)\d{2}\s*年(?:底|末)?|“?[一二三四五六七八九十]+五”?(?:时期|期间|末)"
)
DATES = re.compile(rf"^(?:[、和及与并，；\s]|{_DATES}|其中)+")
LEADING = re.compile(rf"^(?:[、和及与并，；\s]|{_DATES}|全市|我市|本市|其中|将|要|使|五年|{_VERBS})+")
TRAILING = re.compile(
    r"(?:达到|达|为|仅为|约|提高到|提升到|增至|增加到|增长到|下降到|降至|由|从|到|"
    rf"(?:19|20)\d{{2}}年的?|各|的|单个项目|原则上|长期|{_VERBS})+$"
)
LINKING = re.compile("(?:达到|达|为|的)+$")
RANK_VERB = re.compile("(?:位列|位居|稳居|排名|排在|居|首次进入|进入|跻身)+")
# A clause that starts so speaks of what was named before it.
ELLIPTIC = re.compile(
    "^(?:占|高于|低于|增速|占比|比|较|同比|首次|在|完成.*目标|首期|补助比例|最高|单个|通过(?!.*的)|填补|净增|五年净增|次年)"
)
MEASURED_BY = re.compile("^(?:高于|低于|比|较)")
LEVEL = re.compile("^(?:国家|省|市|县)级(?:以上)?$")
LEVEL_PREFIX = re.compile("^(?:国家|省|市|县)级(?:以上)?")
CHANGED_TO = re.compile("^(?:提高到|提升到|增加到|下降到|增长到|升至|降至)")
SUBJECT = re.compile("^[^，。；：、“]{2,12}?(?=以|围绕|聚焦|依托|作为|将|要|坚持)")
PAST = re.compile("(?:发展|现实|工作|现有|已有)?基础$|现状|成效|回顾|完成情况|成就|问题|形势|环境$")
GOAL = re.compile(r"到\s*20\d{2}\s*年|力争|确保|末跻身|目标")
MEASURED_MONEY = re.compile("成交额|增加值|产值|收入|税收|投资额|销售|利润|出口")
PLANNED = re.compile("组建|推进|支持|建立|发布|建设|建成|引进|培育|打造|接入|实施|新增|遴选|培养|培训|跻身")
