"""What kind of thing a question asks for, read from its question words.

The words are those of everyday Chinese and English; which kinds a question has is evidence for ranking,
composing and refusing, never an answer by itself.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Ask(StrEnum):
    """Kinds of thing asked for; a question may have several."""

    FIGURE = "figure"
    AMOUNT = "amount"
    LIST = "list"
    WHO = "who"
    PLACE = "place"
    WHEN = "when"
    YESNO = "yesno"
    DEADLINE = "deadline"
    PROCEDURE = "procedure"
    CONTACT = "contact"
    PERSON = "person"
    NAVIGATE = "navigate"
    DEFINITION = "definition"
    ALL = "all"
    COMPUTE = "compute"


_ZH_NUM = "一二三四五六七八九十百零两0-9"
_SUBJECTS_OF_PERSON = "市长|书记|局长|主任|科长|处长|负责人|领导|校长|院长|董事长|总经理|老总|老板|县长|区长|部长|主席|作者|执笔人|联系人|对接人|经办人"

PATTERNS: dict[Ask, str] = {
    Ask.FIGURE: r"多少|几(?:个|家|项|名|人|件|所|条|种|处|座|倍|成|点|次|位|年|亿|万|多|期|大)|(?:第|前|占|有|是|到|要|共|达)几|比例是|比重是|占比(?!多大)|多大|多高|多重|"
    r"什么水平|啥水平|百分之几|数量|总数|总量|指标值|目标值|目标数|基数|排名|排第几|排到|\bhow (?:many|much|high|large|big|far)\b|"
    r"\bwhat (?:is|was|are|were) the (?:target|number|share|percentage|ratio|rate|amount|total|figure|level|value|proportion)|\bpercentage\b|\btarget\b|"
    r"どれくらい|どのくらい|いくつ|いくら|何(?:社|件|人|％|%|パーセント|億|万|か所|カ所|個|位|倍)|目標値|сколько|какая (?:цель|доля)|얼마|몇",
    Ask.AMOUNT: r"多少钱|几个钱|(?:补|给|奖|贴|拿|领|贷|借|批|报|返|免|赔|出|投|发|扶持|支持|补助|补贴|奖励|资助|经费)(?:到|助|贴|励|偿|个|我们?|企业)?(?:能|可以|会|是|有|得|的)?(?:多少|几万|几百|几十|多大)|"
    r"额度|金额|上限|封顶|最高(?:能|可|给|补|贷|奖)|贴息(?:比例|率|几个点|多少)|利率|利息(?:是)?多少|\bhow much (?:money|funding|cash|subsidy|can|do|will|would|could|is the (?:subsidy|grant|interest|loan))|"
    r"补贴标准|奖励标准|标准是多少|几个点|多少万|多少亿|いくら|얼마",
    Ask.LIST: r"哪些|哪几|有什么|有啥|有哪|那些|什么样的|哪[一二三四五六七八九十两0-9]+|列(?:出|个|一下|举)|分别|各是|都是什么|都有|包括|清单|名单|几(?:大|类|个方面|方面|条|项|种|点)|什么支持|什么政策|"
    r"啥支持|啥政策|什么好处|啥好处|\bwhich\b|\bwhat (?:are|kinds?|types?|support|measures|products|technologies|industries|policies)\b|\blist\b|\bname the\b|"
    r"どんな|どのような|何が|какие|어떤|무엇",
    Ask.WHO: r"谁|哪(?:个)?国|哪个(?:部门|单位|机构|局|学校|高校|大学|区|县|园区|人)|哪家|什么(?:部门|单位|机构|人|学校)|啥(?:部门|单位|人)|哪所|\bwho(?:m|se)?\b|\bwhich (?:department|agency|university|district|institution|bureau)\b|誰|кто|누가|누구",
    Ask.PLACE: r"哪里|哪儿|在哪|哪个(?:区|县|市|园区|地方|城市|位置)|什么地方|啥地方|何处|设在|\bwhere\b|どこ|где|어디",
    Ask.WHEN: r"什么时候|啥时候|何时|哪年|哪一年|几年|多久|\bwhen\b|\bwhat year\b|いつ|когда|언제",
    Ask.YESNO: r"[吗嘛么][?？!！。]?\s*$|吗[?？,，]|是不是|是否|对不对|有没有|有无|能不能|可不可以|行不行|要不要|会不会|算不算|对吧|没错吧|是吧|对么|不是说|真的假的|真的[?？]|([\u4e00-\u9fff])不\1|[有能行是会要给算]\S{0,8}[不没]有?[?？。]?$|"
    r"^\s*(?:is|are|was|were|does|do|did|can|could|will|would|has|have|should)\b|ですか[。?？]?\s*$|правда ли|인가요|습니까",
    Ask.DEADLINE: r"截止|哪个月|几月份|截至(?:什么|哪|几)|期限|几号|几月|哪天|最晚|最迟|到期|过期|什么时候(?:能|可以|开始|结束|截止|申报|申请|报名|发|兑现|到账|拿到|开放|启动)|啥时候(?:能|可以|开始|结束|截止|申报|申请|报名|发|兑现|到账|拿到)|"
    r"申报时间|报名时间|\bdeadline\b|\bdue date\b|\buntil when\b|\bby when\b|締め切り|締切|期限|срок|마감",
    Ask.PROCEDURE: r"怎么(?:申请|申报|办(?![?？。]|$|法)|报名|走流程|领|弄|拿|认定|报|操作|备案|入驻)|如何(?:申请|申报|办理|报名|领取|认定|备案|入驻)|咋(?:申请|申报|办(?![?？。]|$)|领|弄|报)|流程|手续|需要(?:什么|哪些|啥)(?:材料|资料|手续|证)|要(?:什么|哪些|啥)材料|(?:带|备|填)(?:什么|哪些|啥|几样)(?:材料|资料|表|证|手续)|"
    r"要交(?:什么|哪些|啥)|准备(?:什么|哪些|啥)(?:材料|资料)|材料清单|去哪(?:里|儿)?(?:办|申请|申报|交|领|报)|在哪(?:里|儿)?(?:申请|申报|办|报名|领|下载)|找(?:谁|哪个)(?:办|申请|部门办)|申请表|申报书|网址|"
    r"\bhow (?:do|can|should|to) (?:i|we)? ?(?:apply|register|submit|file)|\bhow to apply\b|\bapplication (?:form|process|procedure)|\bprocedure\b|\bdocuments? (?:required|needed)|申請方法|申請するには|どうやって申請",
    Ask.CONTACT: r"电话|手机号|热线|邮箱|邮件地址|微信|联系方式|联系谁|怎么联系|如何联系|办公地址|门牌|地址(?:是|在)|二维码|官网|\bphone\b|\btelephone\b|\be-?mail\b|\bcontact\b|\baddress\b|\bhotline\b|電話|連絡先|телефон|전화|연락처",
    Ask.PERSON: rf"(?:{_SUBJECTS_OF_PERSON})[^，。；,;]{{0,6}}(?:是谁|叫什么|叫啥|姓什么|姓啥|哪位|何人|名字)|(?:谁|哪位)(?:是|当|担任|任)[^，。；]{{0,12}}(?:{_SUBJECTS_OF_PERSON})|现任[^，。]{0,8}是|姓名|贵姓|谁(?:在)(?:负责|管)|\bwho is (?:the )?(?:mayor|director|head|secretary|leader|chief|contact)|\bname of the (?:mayor|director|head|secretary)",
    Ask.NAVIGATE: rf"第[{_ZH_NUM}]+(?:章|节|部分|条|个专栏|张表)|哪(?:一)?(?:章|节|部分|条|个专栏|块)|什么章节|哪个章节|在哪(?:一)?(?:章|节|页|段)|目录|结构|几章|多少章|专栏\s*[{_ZH_NUM}]+|表\s*[12一二3]|\bchapter\b|\bsection\b|\bcolumn \d|\bbox \d|\btable \d|第.章|第.節",
    Ask.DEFINITION: r"什么是|啥是|是什么意思|啥意思|什么意思|是指什么|指的是(?:什么|啥)|指什么|怎么理解|如何理解|定义|含义|是个?(?:啥|什么)(?:东西|概念|来头)?[?？]?\s*$|\bwhat does .+ mean\b|\bwhat is meant by\b|\bdefinition\b|\bdefine\b|とは",
    Ask.ALL: r"全部|所有|完整|详细|逐条|逐项|列全|一个不落|全文|原文|整段|每一[条项个]|\ball (?:of )?the\b|\bfull (?:list|text)\b|\bin detail\b|すべて|全て",
    Ask.COMPUTE: r"(?:高|低|多|少|差|涨|提高|提升|增加|增长|翻|超|降|缺|还差|相差|上升|下降|减少)(?:了|出|过|到)?(?:多少|几|几个点|几个百分点|几倍)|几个?百分点|几倍|翻(?:了)?(?:一番|番|几番|倍)|年均|平均每年|每年(?:要|得|需)?(?:增加|新增|提高|多|增长)|完成率|超额|缺口|"
    r"同比|对比|相比|比.{1,12}(?:高|低|多|少)|差距|排个?序|排序|从高到低|从低到高|最大|最多|最少|最高|最低|增幅|涨幅|合计|加起来|一共|总共|\bdifference\b|\bhow many times\b|\bincrease\b|\bgap\b|\bper year\b|\bcompared? (?:to|with)\b|\bexceed",
}
_COMPILED = {ask: re.compile(pattern, re.IGNORECASE) for ask, pattern in PATTERNS.items()}


def asks_of(text: str) -> frozenset[Ask]:
    """The kinds of thing a question asks for; empty if it has no question word."""
    return frozenset(ask for ask, pattern in _COMPILED.items() if pattern.search(text))


def question_words(text: str) -> list[tuple[int, int]]:
    """Spans of the question words, so that they can be left out of what is searched for."""
    return [match.span() for pattern in _COMPILED.values() for match in pattern.finditer(text)]
