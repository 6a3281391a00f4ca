"""What is said of an exercise, field by field, laid over what it extends."""

from typing import Final

from hipflow.core.exercise import Exercise, Kind, PerSide, Phase, Position, Sides
from hipflow.library.counting import read_tempo_words
from hipflow.library.doses import read_dose
from hipflow.library.durations import GAP, WORK
from hipflow.library.fields import Fields, read_word

FIELDS: Final = (
    "name", "short_name", "aliases", "extends", "kind", "sides", "sides_allowed", "position",
    "side_means", "side_labels", "side_cues", "spoken_cues", "short_cues", "short_cue",
    "equipment", "equipment_optional", "duration", "phases", "duration_min", "duration_max", "switch", "phase_gap",
    "reps", "tempo", "use", "instructions", "cue", "mistake", "easier", "harder",
    "muscles", "muscles_secondary", "dose", "avoid", "variant_of",
)  # fmt: skip

BLANK: Final = Exercise(
    id="", name="", kind=Kind.DYNAMIC, sides=Sides.BOTH, position=Position.STANDING, phases=(Phase("", WORK.shortest),)
)
"""What the fields are laid over where nothing is extended; those that must be there replace it."""


def read_traits(id: str, fields: Fields, base: Exercise) -> Exercise:
    """The exercise with all that its fields say laid over what they do not."""
    chosen = fields.choice("sides", Sides, None)
    tempo, rep_tempo = read_tempo_words(fields, "tempo", base.tempo, base.rep_tempo)
    dose = read_dose(fields, base, rep_tempo)
    return Exercise(
        id=id,
        name=fields.name("name", base.name),
        # The old short name under a new name would be the wrong one in the biggest letters.
        short_name=fields.name("short_name", "" if "name" in fields else base.short_name),
        aliases=fields.texts("aliases", base.aliases),
        kind=fields.choice("kind", Kind, base.kind),
        sides=chosen or base.sides,
        sides_allowed=_read_sides_allowed(fields, chosen, base),
        position=fields.choice("position", Position, base.position),
        side_means=fields.text("side_means", base.side_means),
        side_labels=_read_per_side(fields, "side_labels", base.side_labels),
        side_cues=_read_per_side(fields, "side_cues", base.side_cues),
        spoken_cues=_read_per_side(fields, "spoken_cues", base.spoken_cues),
        short_cues=_read_per_side(fields, "short_cues", base.short_cues),
        short_cue=fields.text("short_cue", base.short_cue),
        equipment=fields.texts("equipment", base.equipment),
        equipment_optional=fields.texts("equipment_optional", base.equipment_optional),
        phases=dose.phases,
        shortest=dose.shortest,
        longest=dose.longest,
        switch=fields.seconds("switch", GAP, base.switch),
        phase_gap=fields.seconds("phase_gap", GAP, base.phase_gap),
        reps=fields.text_or_number("reps", base.reps),
        tempo=tempo,
        rep_tempo=rep_tempo,
        use=fields.texts("use", base.use),
        instructions=fields.texts("instructions", base.instructions),
        cue=fields.text("cue", base.cue),
        mistake=fields.text("mistake", base.mistake),
        easier=fields.text("easier", base.easier),
        harder=fields.text("harder", base.harder),
        muscles=fields.texts("muscles", base.muscles),
        muscles_secondary=fields.texts("muscles_secondary", base.muscles_secondary),
        dose=fields.text("dose", base.dose),
        avoid=fields.text("avoid", base.avoid),
        variant_of=fields.text("variant_of", base.variant_of or (base.id if base.id != id else "")),
    )


def _read_sides_allowed(fields: Fields, chosen: Sides | None, base: Exercise) -> tuple[Sides, ...]:
    key = "sides_allowed"
    if key not in fields:
        return () if "sides" in fields else base.sides_allowed
    words = tuple(each.value for each in Sides)
    found = [read_word(node, where, words, fields.findings) for node, where in fields.some_items(key, "words")]
    allowed = tuple(Sides(word) for word in found if word is not None)
    own = base.sides if "sides" not in fields else chosen
    if own is not None and own not in allowed and None not in found:
        fields.refuse(key, f"leaves out its own: {own.value}", f"Add {own.value}.")
    return allowed


def _read_per_side(fields: Fields, key: str, default: PerSide | None) -> PerSide | None:
    texts = fields.map(key, ("left", "right"))
    if texts is None:
        return default
    for side in ("left", "right"):
        if side not in texts:
            texts.refuse_here(side, f"{side} is missing", f'Add "{side}:".')
    return PerSide(texts.text("left", ""), texts.text("right", ""))
