"""The parts of reading figures: numbers, quantities, names, which names are one."""

from decimal import Decimal

import pytest

from corpus.indicators.decimals import plain, to_decimal
from corpus.indicators.merging import core_name, scaled
from corpus.indicators.naming import name_quantities
from corpus.indicators.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2.60", "2.6"),
        ("1,200", "1200"),
        ("１２", "12"),
        ("-2.1", "-2.1"),
        ("十二", "12"),
        ("两", "2"),
        ("一百", "100"),
    ],
)
def test_numbers(text, value):
    assert plain(to_decimal(text)) == value


def test_no_number():
    with pytest.raises(ValueError, match="'几十' is no number"):
        to_decimal("几十")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("达到40家", [("40家", "=", "40", "家")]),
        ("突破800家", [("突破800家", "＞", "800", "家")]),
        ("不少于15项", [("不少于15项", "≥", "15", "项")]),
        ("单个项目最高不超过500万元", [("不超过500万元", "≤", "500", "万元")]),
        ("占比36%左右", [("36%左右", "约", "36", "%")]),
        ("组建2-3个黄石实验室", [("2-3个", "range", "2", "个")]),
        ("培育２—３个集群", [("２—３个", "range", "2", "个")]),
        ("稳居前四位", [("前四位", "rank", "4", "位")]),
        ("跻身全国“百强”行列", [("“百强”", "rank", "100", "强")]),
        ("数量达到120 家，", [("120家", "=", "120", "家")]),
        ("高于全省平均水平2.57个百分点", [("2.57个百分点", "=", "2.57", "个百分点")]),
        ("连续10年被评为", [("10年", "=", "10", "年")]),
        ("产值比2022年翻一番", [("翻一番", "=", "2", "倍")]),
        ("“三个100”重点研发项目", [("“三个100”", "=", "100", "")]),
        ("给予一定比例的贴息", [("一定比例", "some", None, "")]),
        ("不足四成", [("不足四成", "＜", "4", "成")]),
        ("《纲要（2021-2035年）》", []),
        ("到2025年，", []),
        ("2020年建成", []),
        ("5G、3D打印和400W电机", []),
        ("5000吨级货船", []),
        ("第三方检验、第一章、第十四个五年规划", []),
        ("3.优化投资环境", []),
    ],
)
def test_quantities(text, found):
    read = [
        (q.text, q.operator.value, None if q.value is None else plain(q.value), q.unit) for q in find_quantities(text)
    ]
    assert read == found


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("全市规模以上工业企业研发机构覆盖率达到58.1%", ["规模以上工业企业研发机构覆盖率"]),
        ("新建市级研究院11家、市级联合中心98家，其中国家级3家", ["市级研究院", "市级联合中心", "国家级联合中心"]),
        ("布局建设3家以上离岸科创中心", ["离岸科创中心"]),
        ("新增甲类城市、乙类县（市）各1个", ["甲类城市", "乙类县（市）"]),
        ("设立了10亿元引导基金、1亿元人才基金", ["引导基金", "人才基金"]),
        ("甲指数位列全国289个城市的第95位，首次进入全国百强", ["甲指数全国289个城市", "甲指数全国"]),
        ("26个产品综合竞争力居全国第一", ["产品综合竞争力居全国第一"]),
        ("研发投入强度由2017年的0.98%提高到2022年的1.62%", ["研发投入强度", "研发投入强度"]),
        ("甲产业增加值370.2亿元，占GDP的比重22.56%", ["甲产业增加值", "甲产业增加值占GDP的比重"]),
        ("占GDP的比重2%，高于全省1个百分点", ["占GDP的比重", "占GDP的比重高于全省"]),
        ("园区甲以产城融合为定位，“十四五”末跻身全国“百强”行列", ["园区甲全国"]),
    ],
)
def test_names(sentence, names):
    assert [named.name for named in name_quantities(sentence)] == names


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("规上工业企业占比", "规模以上工业企业比重", True),
        ("公民具备科学素质的比例", "公民具备科学素质比例", True),
        ("全市高新技术企业数量", "高新技术企业总数", True),
        ("省级以上创新平台数量（实验室）", "省级以上创新平台", True),
        ("每万人发明专利拥有量", "每万人口高价值发明专利拥有量", False),
    ],
)
def test_core_names(one, other, same):
    assert (core_name(one) == core_name(other)) is same


def test_amounts_are_compared_in_one_unit():
    assert scaled(Decimal("6.3"), "亿元") == scaled(Decimal(63000), "万元") == (Decimal(630_000_000), "元")
