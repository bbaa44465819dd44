"""Support measures and industry directions of a plan as typed records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus.document import Span


class Kind(StrEnum):
    """What is given."""

    LOAN = "loan"
    GUARANTEE = "guarantee"
    RISK_COMPENSATION = "risk_compensation"
    INTEREST_SUBSIDY = "interest_subsidy"
    FUND = "fund"
    LISTING = "listing"
    BOND = "bond"
    FUNDING = "funding"
    REWARD = "reward"
    TAX = "tax"
    VOUCHER = "voucher"
    PROCUREMENT = "procurement"
    EQUIPMENT = "equipment"
    PLATFORM = "platform"
    TESTING = "testing"
    INCUBATION = "incubation"
    PARK = "park"
    TALENT_SERVICE = "talent_service"
    RECRUITING = "recruiting"
    TRAINING = "training"
    MOBILITY = "mobility"
    PROJECT = "project"
    RESEARCH = "research"
    TRANSFER = "transfer"
    COOPERATION = "cooperation"
    CULTIVATION = "cultivation"
    CERTIFICATION = "certification"
    ONLINE = "online"
    MARKET = "market"
    LOGISTICS = "logistics"
    DIGITAL = "digital"
    EXTENSION = "extension"
    STARTUP = "startup"
    SERVICE_TRADE = "service_trade"
    SERVICE = "service"
    AUTONOMY = "autonomy"
    ACQUISITION = "acquisition"
    AWARD = "award"
    DISTRICT_SUPPORT = "district_support"
    LAND = "land"
    ENERGY = "energy"
    RENT = "rent"
    HOUSING = "housing"


# Kinds that hand over money or a claim to it: only for these is an amount to be asked for.
MONEY_KINDS = frozenset(
    {
        Kind.LOAN,
        Kind.GUARANTEE,
        Kind.RISK_COMPENSATION,
        Kind.INTEREST_SUBSIDY,
        Kind.FUND,
        Kind.FUNDING,
        Kind.REWARD,
        Kind.TAX,
        Kind.VOUCHER,
        Kind.PROCUREMENT,
        Kind.RENT,
        Kind.HOUSING,
    }
)


class Audience(StrEnum):
    """To whom it is given."""

    STARTUP = "startup"
    SME = "sme"
    HIGH_TECH = "high_tech"
    GROWTH = "growth"
    LEADING = "leading"
    LISTING_CANDIDATE = "listing_candidate"
    ISSUER = "issuer"
    TALENT_FIRM = "talent_firm"
    FARM_FIRM = "farm_firm"
    SERVICE_FIRM = "service_firm"
    TECH_FIRM = "tech_firm"
    ENTERPRISE = "enterprise"
    BANK = "bank"
    INVESTOR = "investor"
    INCUBATOR = "incubator"
    UNIVERSITY = "university"
    INSTITUTE = "institute"
    LAB = "lab"
    HOSPITAL = "hospital"
    TEAM = "team"
    RESEARCHER = "researcher"
    TALENT = "talent"
    RETURNEE = "returnee"
    OVERSEAS = "overseas"
    STUDENT = "student"
    FARMER = "farmer"
    WORKER = "worker"
    PARK = "park"
    DISTRICT = "district"
    ALLIANCE = "alliance"


class Strength(StrEnum):
    """How strongly the plan words it, strongest first."""

    GIVE = "give"
    ESTABLISH = "establish"
    SUPPORT = "support"
    ENCOURAGE = "encourage"
    PROMOTE = "promote"
    EXPLORE = "explore"


class ConditionKind(StrEnum):
    """What a stated condition is about. ``NAMED``: the plan names examples of those it means."""

    QUALIFICATION = "qualification"
    STAGE = "stage"
    SIZE = "size"
    INDUSTRY = "industry"
    PLACE = "place"
    ORIGIN = "origin"
    OWNERSHIP = "ownership"
    SELECTION = "selection"
    DEED = "deed"
    NAMED = "named"


class FigureRole(StrEnum):
    """What a figure in a measure measures.

    ``BENEFIT`` is what one recipient gets (a rate, a cap), ``POOL`` what all of them share,
    ``THRESHOLD`` what a recipient must have, ``COUNT`` how many there shall be.
    """

    BENEFIT = "benefit"
    POOL = "pool"
    THRESHOLD = "threshold"
    COUNT = "count"


class LeftOpen(StrEnum):
    """What the plan does not say of a measure."""

    AMOUNT = "amount"
    DEADLINE = "deadline"
    PROCEDURE = "procedure"


@dataclass(frozen=True, slots=True)
class Condition:
    """Words of a measure that narrow who gets it, and their place in ``plan.txt``."""

    kind: ConditionKind
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class MeasureFigure:
    """A number in a measure as the plan writes it, and its place in ``plan.txt``."""

    text: str
    role: FigureRole
    span: Span


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that a plan says will be given, opened, set up or allowed for somebody.

    ``id`` is the block's address with a running number (``c7.s3.i1#2``). ``text`` is verbatim: the clauses
    that state the measure; ``sentence`` the sentence around them. ``audiences`` are those it
    is given to, ``served`` others that it names (those whom a bank lends to), ``heading_audiences`` those that only
    the headings above it name. ``verb`` is the word that carries ``strength``.
    ``within`` is the place in the block's text, ``span`` the place in ``plan.txt``.
    """

    id: str
    block: str
    kinds: tuple[Kind, ...]
    audiences: tuple[Audience, ...]
    served: tuple[Audience, ...]
    heading_audiences: tuple[Audience, ...]
    conditions: tuple[Condition, ...]
    industries: tuple[str, ...]
    places: tuple[str, ...]
    strength: Strength
    verb: str
    figures: tuple[MeasureFigure, ...]
    left_open: tuple[LeftOpen, ...]
    text: str
    sentence: str
    within: Span
    span: Span

    @property
    def amount(self) -> str:
        """What one recipient gets as the plan writes it; "" if the plan does not say."""
        return "，".join(figure.text for figure in self.figures if figure.role is FigureRole.BENEFIT)


@dataclass(frozen=True, slots=True)
class Direction:
    """What an industry or field shall develop: a line of a box, a bullet under its heading, or an item of techniques.

    ``industry`` is that heading, ``name`` the branch that the line is about, ``text`` the whole line.
    """

    id: str
    block: str
    industry: str
    name: str
    text: str
    span: Span
