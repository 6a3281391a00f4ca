"""Values for tests, each with defaults for all that a test is not about."""

from hipflow.core.exercise import Exercise, Kind, PerSide, Phase, Position, Sides, Tempo
from hipflow.core.plan import Plan, compile_plan
from hipflow.core.routine import Defaults, Entry, Routine, Section


def exercise(
    id: str = "half-pigeon",
    *,
    seconds: int = 30,
    sides: Sides = Sides.EACH,
    phases: tuple[Phase, ...] = (),
    switch: int = 8,
    phase_gap: int = 0,
    position: Position = Position.ALL_FOURS,
    kind: Kind = Kind.STATIC,
    equipment: tuple[str, ...] = (),
    name: str = "",
) -> Exercise:
    """An exercise that is told by its id."""
    return Exercise(
        id=id,
        name=name or id.replace("-", " ").capitalize(),
        short_name=(name or id.replace("-", " ")).capitalize(),
        kind=kind,
        sides=sides,
        position=position,
        phases=phases or (Phase("", seconds),),
        switch=switch,
        phase_gap=phase_gap,
        equipment=equipment,
        side_cues=PerSide("Left shin in front.", "Right shin in front.") if sides is Sides.EACH else None,
        spoken_cues=PerSide("left shin in front", "right shin in front") if sides is Sides.EACH else None,
        short_cues=PerSide("Left shin in front", "Right shin in front") if sides is Sides.EACH else None,
        instructions=(
            "Bring one knee forward.",
            "Slide the other leg straight back.",
            "Fold forward as far as is easy.",
        ),
        cue="Breathe into the outer hip.",
        mistake="Tipping onto the front hip.",
        easier="Cushion under the hip.",
        harder="Shin closer to parallel.",
    )


def hold(id: str = "frog-stretch", *, seconds: int = 45, sides: Sides = Sides.BOTH) -> Entry:
    """An entry of one exercise."""
    return Entry(exercise=exercise(id, seconds=seconds, sides=sides))


def counted(id: str = "sumo-squat", *, reps: int = 10, tempo: float = 4, sides: Sides = Sides.BOTH) -> Entry:
    """An entry of one exercise that is counted."""
    return Entry(exercise=exercise(id, sides=sides), reps=reps, tempo=Tempo((tempo,)))


def open_hold(id: str = "frog-stretch", *, seconds: int = 30, sides: Sides = Sides.BOTH) -> Entry:
    """An entry of one exercise that waits for a key."""
    return Entry(exercise=exercise(id, seconds=seconds, sides=sides), is_open=True)


def routine(
    *entries: Entry, id: str = "test-hips", prep: int = 10, rounds: int = 1, rest: int | None = None
) -> Routine:
    """A routine of one section; by default half pigeon on each side, then a frog stretch."""
    section = Section(
        entries=entries or (hold("half-pigeon", seconds=30, sides=Sides.EACH), hold()),
        rounds=rounds,
        round_rest=rest,
    )
    return Routine(id=id, name=id.replace("-", " ").capitalize(), sections=(section,), prep=prep, defaults=Defaults())


def plan(*entries: Entry, prep: int = 10, rounds: int = 1, rest: int | None = None) -> Plan:
    """The plan of such a routine."""
    return compile_plan(routine(*entries, prep=prep, rounds=rounds, rest=rest))
