"""A Routine becomes the text of a file: what is written reads back as the same routine."""

from collections.abc import Mapping
from enum import Enum
from typing import Final, TypeVar

from hipflow.core.exercise import Exercise, PerSide, Phase, Side
from hipflow.core.routine import Defaults, Entry, Routine, Section
from hipflow.core.sounds import DEFAULT_PROFILE, Profile, Sound, Topic
from hipflow.library.counting import UNTIL_KEY, spell_tempo
from hipflow.library.repertoire import Repertoire
from hipflow.library.routines import VERSION
from hipflow.library.script import Data, Script
from hipflow.library.traits import BLANK
from hipflow.library.traits import FIELDS as EXERCISE_FIELDS

E = TypeVar("E", bound=Enum)

SCHEMA_LINE: Final = "yaml-language-server: $schema={}"
"""What editors that know YAML go by."""
HINTS: Final = {
    "prep": "seconds to get ready",
    "steps": '"hipflow exercises" prints the ids',
    "-": "an id alone takes the exercise as it is",
    "duration": "seconds, per side; also 45s, 1m30s",
    "reps": "per side; in all where the legs take turns",
    "tempo": "seconds of a rep, or of its parts",
    "transition": "time to get into position",
    "sides": "both, each, or alternate",
    "rounds": "all of it, so many times",
    "exercises": "for this file only",
}
"""What a person who writes the next line wants to know, by the field that it stands beside."""

_SPELT_APART = frozenset({"extends", "name", "short_name", "sides", "sides_allowed", "duration", "phases"})
_ATTRIBUTES: Final = {"duration_min": "shortest", "duration_max": "longest"}
"""What a field becomes, where it is not called the same."""
_REQUIRED = frozenset({"kind", "position"})


def write_routine(
    routine: Routine,
    known: Repertoire,
    *,
    schema: str = "",
    remarks: tuple[str, ...] = (),
    is_id_told: bool = False,
) -> str:
    """The text of a file that reads back as this routine.

    Args:
        routine: As a reader would give it.
        known: The exercises there are where the file will be read; what is not among them is written out.
        schema: Where the schema lies, as seen from the file; empty: not said.
        remarks: Lines to put at the top as comments.
        is_id_told: Is the id written down? It may be left out where it is the stem of the file's name.
    """
    script = _begin(schema, remarks, HINTS)
    script.add_map(_spell_routine(routine, _spell_differing(routine, known), is_id_told=is_id_told))
    return script.write()


def write_packed(routine: Routine, known: Repertoire, *, remarks: tuple[str, ...] = ()) -> str:
    """The text of a file that reads back as this routine elsewhere, whatever exercises there are.

    Only where an exercise is known there by the same id, and says something that is left empty here, does that come in.
    """
    script = _begin("", remarks, {})
    used = {entry.exercise.id: entry.exercise for entry in routine.entries}
    exercises = {
        id: spell_exercise(exercise, known.built_in.get(id, exercise), is_whole=True) for id, exercise in used.items()
    }
    script.add_map(_spell_routine(routine, exercises, is_id_told=True))
    return script.write()


def spell_exercise(exercise: Exercise, base: Exercise | None, *, is_whole: bool = False) -> dict[str, Data]:
    """The fields of an exercise as a file has them.

    Args:
        exercise: What to write.
        base: What it extends; None: it stands alone.
        is_whole: Is also that written which the base says in the same way?
    """
    below = base or BLANK
    stands_alone = base is None or is_whole
    spelt: dict[str, Data] = {"extends": base.id} if base else {}
    # A new name takes the short one away; that may be what is meant, too.
    if stands_alone or (exercise.name, exercise.short_name) != (below.name, below.short_name):
        spelt |= {"name": exercise.name} | ({"short_name": exercise.short_name} if exercise.short_name else {})
    for key in EXERCISE_FIELDS:
        if key == "sides" and (stands_alone or _sides(exercise) != _sides(below)):
            spelt["sides"] = exercise.sides.value
            spelt |= (
                {"sides_allowed": [each.value for each in exercise.sides_allowed]} if exercise.sides_allowed else {}
            )
        elif key == "duration" and (stands_alone or exercise.phases != below.phases):
            spelt |= _spell_dose(exercise, below)
        elif key not in _SPELT_APART and key not in spelt:
            attribute = _ATTRIBUTES.get(key, key)
            value, inherited = getattr(exercise, attribute), getattr(below, attribute)
            # A plan goes by the kit, so that a packed exercise must say that there is none, too.
            is_said = key == "equipment" or value not in ((), "", None) if is_whole else key in _REQUIRED and not base
            if is_said or value != inherited:
                spelt[key] = _spell(value)
    return spelt


def _begin(schema: str, remarks: tuple[str, ...], hints: Mapping[str, str]) -> Script:
    script = Script(hints)
    if schema:
        script.add_comment(SCHEMA_LINE.format(schema))
    script.add_comment(*remarks)
    return script


def _spell_differing(routine: Routine, known: Repertoire) -> dict[str, dict[str, Data]]:
    """The exercises that are not found as they are in what is known."""
    spelt = {}
    for exercise in (entry.exercise for entry in routine.entries):
        base = known.find_exercise(exercise.id)
        if exercise != base:
            spelt[exercise.id] = spell_exercise(exercise, base)
    return spelt


def _spell_routine(routine: Routine, exercises: Mapping[str, Data], *, is_id_told: bool) -> dict[str, Data]:
    spelt: dict[str, Data] = {"version": int(VERSION)}
    spelt |= {"id": routine.id} if is_id_told else {}
    spelt["name"] = routine.name
    spelt |= {"description": routine.description} if routine.description else {}
    spelt |= {"phase": routine.phase} if routine.phase else {}
    spelt |= {"tags": list(routine.tags)} if routine.tags else {}
    spelt["prep"] = routine.prep
    spelt |= {"first_side": routine.first_side.value} if routine.first_side is not Side.LEFT else {}
    spelt |= _spell_sounds(routine.sounds)
    spelt |= _spell_defaults(routine.defaults)
    spelt |= {"exercises": exercises} if exercises else {}
    sections = routine.sections
    if len(sections) == 1 and not (sections[0].name or sections[0].phase or sections[0].defaults != Defaults()):
        return spelt | _spell_section(sections[0])
    return spelt | {"sections": [_spell_section(section) for section in sections]}


def _spell_section(section: Section) -> dict[str, Data]:
    spelt: dict[str, Data] = {"name": section.name} if section.name else {}
    spelt |= {"phase": section.phase} if section.phase else {}
    spelt |= {"rounds": section.rounds} if section.rounds != 1 else {}
    spelt |= {"round_rest": section.round_rest} if section.round_rest is not None else {}
    spelt |= _spell_defaults(section.defaults)
    spelt["steps"] = [_spell_entry(entry) for entry in section.entries]
    return spelt


def _spell_entry(entry: Entry) -> Data:
    """A step; where nothing is different about it, the id alone."""
    spelt: dict[str, Data] = {"exercise": entry.exercise.id}
    spelt |= {"name": entry.name} if entry.name else {}
    spelt |= {"duration": entry.seconds} if entry.seconds is not None else {}
    spelt |= {"reps": entry.usual_reps} if entry.usual_reps else {}
    spelt |= {"reps": entry.reps} if entry.reps is not None else {}
    spelt |= {"tempo": spell_tempo(entry.tempo)} if entry.tempo is not None else {}
    spelt |= {"hold": UNTIL_KEY} if entry.is_open else {}
    spelt |= {"phases": _spell_phases(entry.phases, entry.exercise.phases)} if entry.phases is not None else {}
    spelt |= {"sides": entry.sides.value} if entry.sides is not None else {}
    for key in ("switch", "phase_gap", "transition"):
        value = getattr(entry, key)
        spelt |= {key: value} if value is not None else {}
    spelt |= {"note": entry.note} if entry.note else {}
    return spelt if len(spelt) > 1 else entry.exercise.id


def _spell_defaults(defaults: Defaults) -> dict[str, Data]:
    values = {
        "duration": defaults.seconds,
        "switch": defaults.switch,
        "transition": defaults.transition,
        "phase_gap": defaults.phase_gap,
    }
    spelt: dict[str, Data] = {key: value for key, value in values.items() if value is not None}
    return {"defaults": spelt} if spelt else {}


def _spell_sounds(sounds: Profile) -> dict[str, Data]:
    if sounds == DEFAULT_PROFILE:
        return {}
    return {
        "sounds": {
            "loudness": sounds.loudness.value,
            "beeps": _spell_members(sounds.beeps, Sound),
            "words": _spell_members(sounds.says, Topic),
            "half": sounds.has_half,
        }
    }


def _spell_members(members: frozenset[E], every: type[E]) -> Data:
    if members == frozenset(every):
        return "all"
    return [str(member.value) for member in every if member in members] or "none"


def _spell_dose(exercise: Exercise, below: Exercise) -> dict[str, Data]:
    if exercise.has_phases:
        return {"phases": _spell_phases(exercise.phases, below.phases)}
    (phase,) = exercise.phases
    return {"reps": phase.reps} if phase.reps is not None else {"duration": phase.seconds}


def _spell_phases(phases: tuple[Phase, ...], below: tuple[Phase, ...]) -> list[Data]:
    """Phases; one keeps the cue of its namesake below unless another is given, be it an empty one."""
    cued = {phase.name for phase in below if phase.cue}
    spelt: list[Data] = []
    for phase in phases:
        cue = {"cue": phase.cue} if phase.cue or phase.name in cued else {}
        dose: dict[str, Data] = {"duration": phase.seconds}
        if phase.reps is not None and phase.tempo is not None:
            dose = {"reps": phase.reps, "tempo": spell_tempo(phase.tempo)}
        spelt.append({"name": phase.name, **dose, **cue})
    return spelt


def _spell(value: object) -> Data:
    match value:
        case Enum():
            return str(value.value)
        case PerSide():
            return {"left": value.left, "right": value.right}
        case tuple():
            return [str(item) for item in value]
        case str() | int():
            return value
        case _:
            raise ValueError(f"{value!r} has no place in a file")


def _sides(exercise: Exercise) -> object:
    return exercise.sides, exercise.sides_allowed
