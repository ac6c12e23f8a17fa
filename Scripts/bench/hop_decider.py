"""What the bench's hop decides, as pydantic models: the request that seed.py writes, the aggregate's state, the
decision. `alp bench hop` does the same with the same fields."""
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

LIMIT = 1_000_000


class Part(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Establishment(Part):
    uai: str
    name: str
    commune: str


class Training(Part):
    code: str
    title: str
    hours: int


class Wish(Part):
    from_: str = Field(alias="from")
    until: str
    place: str
    remote: bool


class Pilot(Part):
    person: str
    function: str


class Request(Part):
    """bench.request.v1, as seed.py writes it."""
    request: str
    campaign: str
    campaign_revision: int
    request_revision: int
    departement: str
    establishment: Establishment
    training: Training
    trainees: int
    half_days: list[str]
    wish: Wish
    pilot: Pilot
    note: str


class State(Part):
    """The aggregate: one request's counters against a limit, and what was last asked."""
    request: str = ""
    phase: str = "open"
    records: int = 0
    trainees: int = 0
    limit: int = LIMIT
    hours: int = 0
    refused: int = 0
    request_revision: int = 0
    departement: str = ""
    uai: str = ""
    training: str = ""
    half_days: list[str] = []


class Decision(Part):
    """bench.decision.v1"""
    request: str
    record: int
    outcome: str
    campaign: str
    campaign_revision: int
    request_revision: int
    departement: str
    uai: str
    training: str
    asked: int
    trainees: int
    limit: int
    hours: int
    half_days: list[str]
    pilot: str


def decide(state: State, request: Request) -> Decision:
    fits = state.trainees + request.trainees <= state.limit
    return Decision(
        request=request.request, record=state.records + 1, outcome="counted" if fits else "refused",
        campaign=request.campaign, campaign_revision=request.campaign_revision,
        request_revision=request.request_revision, departement=request.departement,
        uai=request.establishment.uai, training=request.training.code, asked=request.trainees,
        trainees=state.trainees + (request.trainees if fits else 0), limit=state.limit,
        hours=state.hours + (request.training.hours if fits else 0), half_days=request.half_days,
        pilot=request.pilot.person)


def evolve(state: State, event: Decision) -> State:
    counted = event.outcome == "counted"
    return State(
        request=event.request, phase="open" if counted else "full", records=event.record, trainees=event.trainees,
        limit=state.limit, hours=event.hours, refused=state.refused + (not counted),
        request_revision=event.request_revision, departement=event.departement, uai=event.uai,
        training=event.training, half_days=event.half_days)
