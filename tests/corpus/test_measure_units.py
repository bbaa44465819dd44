import pytest

from corpus.measures.heads import find_head
from corpus.measures.kinds import audiences_of, kinds_of
from corpus.measures.records import Audience, ConditionKind, FigureRole, Kind, Strength
from corpus.measures.terms import conditions_in, figures_in, industries_in, places_in
from corpus.measures.units import units


@pytest.mark.parametrize(
    ("clause", "verb", "strength"),
    [
        ("大力支持多类型主体创业", "支持", Strength.SUPPORT),
        ("进一步完善认定服务工作机制", "完善", Strength.PROMOTE),
        ("每年建立100家以上后备企业库", "建立", Strength.ESTABLISH),
        ("对每个入选团队由市财政资金给予经费扶持", "给予", Strength.GIVE),
        ("为企业引进急需的人才", "引进", Strength.GIVE),
        ("竣工验收后按设备投资额的12%给予补助", "给予", Strength.GIVE),
        ("可以享受周转编制和人才政策", "可以享受", Strength.GIVE),
        ("在重点行业试点开展试验工厂建设", "试点开展", Strength.EXPLORE),
        ("以专项资金扶持方式重点培育一批初创企业", "培育", Strength.PROMOTE),
        ("甲县打造生物医药示范园", "打造", Strength.ESTABLISH),
        ("提升园区承载力", "提升", None),
    ],
)
def test_the_head_of_a_clause(clause, verb, strength):
    head = find_head(clause)
    assert (head.verb, head.strength) == (verb, strength)


@pytest.mark.parametrize(
    "clause",
    [
        "以科技城为载体",
        "依托龙头企业、研究院等平台",
        "对金融机构开展中小企业贷款发生的损失",
        "按照“研发在外、生产在内”的思路",
        "新型研发机构引进的科研人才",
    ],
)
def test_an_opening_has_no_head(clause):
    assert find_head(clause) is None


@pytest.mark.parametrize(
    ("sentence", "pieces"),
    [
        (
            "设立风险准备金池，对金融机构开展中小企业贷款发生的损失，给予40%的风险补偿。",
            ["设立风险准备金池", "对金融机构开展中小企业贷款发生的损失，给予40%的风险补偿"],
        ),
        (
            "支持甲区打造装备产业园，乙县打造医药示范园。",
            ["支持甲区打造装备产业园", "乙县打造医药示范园"],
        ),
        (
            "支持有条件的企业以建设联合实验室等方式，吸引使用当地人才。",
            ["支持有条件的企业以建设联合实验室等方式，吸引使用当地人才"],
        ),
        (
            "落实创新创业政策，科技人员离岗期间取得的效益，可以纳入业绩考核。",
            ["落实创新创业政策", "科技人员离岗期间取得的效益，可以纳入业绩考核"],
        ),
        ("完善孵化服务，提升服务水平。", ["完善孵化服务，提升服务水平"]),
    ],
)
def test_a_sentence_falls_into_units(sentence, pieces):
    assert [sentence[unit.start : unit.end] for unit in units(sentence)] == pieces


def test_a_governed_clause_has_the_strength_of_the_verb_before():
    first, second = units("支持甲区打造装备产业园，乙县打造医药示范园。")
    assert (first.head.strength, second.head.strength) == (Strength.SUPPORT, Strength.SUPPORT)


@pytest.mark.parametrize(
    ("text", "given", "served"),
    [
        ("引导高校的科研仪器向企业开放共享", {Audience.ENTERPRISE}, {Audience.UNIVERSITY}),
        ("支持银行开发适合科技型企业的金融产品", {Audience.BANK}, {Audience.TECH_FIRM}),
        ("对金融机构开展科技型中小企业贷款的损失，给予补偿", {Audience.BANK}, {Audience.SME}),
        ("依托龙头企业等平台，建设中试基地", set(), set()),
        ("支持龙头企业与知名高校合作", {Audience.LEADING}, {Audience.UNIVERSITY}),
        ("加快甲高新区建设", set(), {Audience.PARK}),
    ],
)
def test_who_is_given_and_who_is_served(text, given, served):
    found = audiences_of(text)
    assert (set(found[0]), set(found[1])) == (given, served)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("给予一定比例的贷款贴息", {Kind.INTEREST_SUBSIDY}),
        ("给予40%的贷款风险补偿", {Kind.RISK_COMPENSATION}),
        ("完善政府性融资担保体系", {Kind.GUARANTEE}),
        ("发行“双创”孵化专项债券", {Kind.BOND}),
        ("加强技术研发", set()),
        ("支持企业加强技术研发", {Kind.RESEARCH}),
    ],
)
def test_kinds_of_support(text, kinds):
    assert set(kinds_of(text)) == kinds


@pytest.mark.parametrize(
    ("text", "kinds", "roles"),
    [
        ("设立总规模20亿元的产业基金", (Kind.FUND,), [FigureRole.POOL]),
        ("投资额在500万元以上的项目，按12%给予补助", (Kind.REWARD,), [FigureRole.THRESHOLD, FigureRole.BENEFIT]),
        ("给予每人6000元补贴", (Kind.REWARD,), [FigureRole.BENEFIT]),
        ("建设3家以上中心", (Kind.PLATFORM,), [FigureRole.COUNT]),
        ("给予一定比例的贴息", (Kind.INTEREST_SUBSIDY,), []),
    ],
)
def test_what_a_figure_measures(text, kinds, roles):
    assert [role for _, role in figures_in(text, kinds)] == roles


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("围绕电子信息、智能装备等主导产业，建设实验室", ("电子信息", "智能装备")),
        ("支持甲区打造高端装备制造产业园", ("高端装备制造",)),
        ("推进主导产业的龙头企业建实验室", ()),
        ("在我市重点支持的高新技术产业领域培育企业", ()),
    ],
)
def test_branches_that_a_measure_names(text, names):
    assert industries_in(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("支持东山区、西河区打造电商产业园", ("东山区", "西河区")),
        ("加快建设青山科技城、绿水科创园等园区", ("青山科技城", "绿水科创园")),
        ("鼓励各县（市）区共建园区", ()),
        ("利用资本市场做大做强", ()),
    ],
)
def test_places_that_a_measure_names(text, names):
    assert places_in(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("推动青山汇、绿水谷等“双创”平台通过认定", ["青山汇、绿水谷"]),
        ("支持东山学院、西河大学等高校创建基地", ["东山学院、西河大学"]),
        ("支持高校、科研院所等机构建实验室", []),
        ("支持甲区、乙区打造丙产业园、丁产业园等园区", []),
    ],
)
def test_named_examples_are_a_condition(text, names):
    found = [text[start:end] for kind, start, end in conditions_in(text) if kind is ConditionKind.NAMED]
    assert found == names
