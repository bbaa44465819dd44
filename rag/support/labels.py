"""Names for people: kinds, audiences, wording, marks."""

from __future__ import annotations

from corpus.measures import Audience, ConditionKind, Kind, LeftOpen, Strength
from rag.support.words import words

KINDS: dict[Kind, str] = {
    Kind.LOAN: "贷款与金融产品",
    Kind.GUARANTEE: "融资担保",
    Kind.RISK_COMPENSATION: "贷款风险补偿",
    Kind.INTEREST_SUBSIDY: "贷款贴息",
    Kind.FUND: "基金与股权投资",
    Kind.LISTING: "上市挂牌",
    Kind.BOND: "债券融资",
    Kind.FUNDING: "资金扶持",
    Kind.REWARD: "奖励补助",
    Kind.TAX: "税收优惠",
    Kind.VOUCHER: "创新券",
    Kind.PROCUREMENT: "政府采购与购买服务",
    Kind.EQUIPMENT: "仪器设备共享",
    Kind.PLATFORM: "研发平台",
    Kind.TESTING: "检验检测",
    Kind.INCUBATION: "孵化",
    Kind.PARK: "园区载体",
    Kind.TALENT_SERVICE: "人才服务",
    Kind.RECRUITING: "引才",
    Kind.TRAINING: "人才培养",
    Kind.MOBILITY: "人员流动",
    Kind.PROJECT: "科技项目",
    Kind.RESEARCH: "研发攻关",
    Kind.TRANSFER: "成果转化",
    Kind.COOPERATION: "产学研合作",
    Kind.CULTIVATION: "企业与团队培育",
    Kind.CERTIFICATION: "认定服务",
    Kind.ONLINE: "网上办理",
    Kind.MARKET: "市场开拓",
    Kind.LOGISTICS: "物流与供应链",
    Kind.DIGITAL: "数字化与工业互联网",
    Kind.EXTENSION: "农业技术推广",
    Kind.STARTUP: "创业支持",
    Kind.SERVICE_TRADE: "科技服务业发展",
    Kind.SERVICE: "创新服务供给",
    Kind.AUTONOMY: "放权与容错",
    Kind.ACQUISITION: "并购引进",
    Kind.AWARD: "评选表彰",
    Kind.DISTRICT_SUPPORT: "县域创新",
    Kind.LAND: "用地保障",
    Kind.ENERGY: "用能保障",
    Kind.RENT: "房租减免",
    Kind.HOUSING: "住房与安家",
}
AUDIENCES: dict[Audience, str] = {
    Audience.STARTUP: "初创企业",
    Audience.SME: "科技型中小企业",
    Audience.HIGH_TECH: "高新技术企业",
    Audience.GROWTH: "高成长企业",
    Audience.LEADING: "龙头（领军）企业",
    Audience.LISTING_CANDIDATE: "拟上市企业",
    Audience.ISSUER: "优质发债主体",
    Audience.TALENT_FIRM: "高层次人才创办的企业",
    Audience.FARM_FIRM: "农业与农产品加工企业",
    Audience.SERVICE_FIRM: "科技服务机构",
    Audience.TECH_FIRM: "科技型企业",
    Audience.ENTERPRISE: "企业",
    Audience.BANK: "金融机构",
    Audience.INVESTOR: "投资机构",
    Audience.INCUBATOR: "孵化器、众创空间",
    Audience.UNIVERSITY: "高校",
    Audience.INSTITUTE: "科研机构",
    Audience.LAB: "实验室",
    Audience.HOSPITAL: "医疗机构",
    Audience.TEAM: "创新团队",
    Audience.RESEARCHER: "科研人员",
    Audience.TALENT: "科技人才",
    Audience.RETURNEE: "返乡人员",
    Audience.OVERSEAS: "留学人员",
    Audience.STUDENT: "大学生",
    Audience.FARMER: "农民与农民工",
    Audience.WORKER: "职工",
    Audience.PARK: "园区",
    Audience.DISTRICT: "县（市、区）",
    Audience.ALLIANCE: "产业联盟",
}
STRENGTHS: dict[Strength, str] = {
    Strength.GIVE: "给予",
    Strength.ESTABLISH: "设立/建设",
    Strength.SUPPORT: "支持",
    Strength.ENCOURAGE: "鼓励/引导",
    Strength.PROMOTE: "推动",
    Strength.EXPLORE: "探索",
}
CONDITIONS: dict[ConditionKind, str] = {
    ConditionKind.QUALIFICATION: "资格",
    ConditionKind.STAGE: "阶段",
    ConditionKind.SIZE: "规模",
    ConditionKind.INDUSTRY: "行业",
    ConditionKind.PLACE: "地域",
    ConditionKind.ORIGIN: "来源",
    ConditionKind.OWNERSHIP: "所有制",
    ConditionKind.SELECTION: "入选或认定",
    ConditionKind.DEED: "业绩",
    ConditionKind.NAMED: "点名",
}
LEFT_OPEN: dict[LeftOpen, str] = {
    LeftOpen.AMOUNT: "金额或比例",
    LeftOpen.DEADLINE: "申报时间",
    LeftOpen.PROCEDURE: "申报程序",
}
DISCLAIMER = "规划只写方向，是否符合、给多少、怎么办，以主管部门的认定和实施细则为准。"


def need_label(name: str) -> str:
    """The label of a need; the words themselves where it is none."""
    need = words().needs.get(name)
    return need.label if need else name
