"""Collisions: what of a plan's score is heard over something else, or could not be told at all."""

from collections.abc import Iterator, Sequence

from hipflow.core.cue import Cue
from hipflow.core.phrases import Measure, Phrase, Telling
from hipflow.core.plan import Plan
from hipflow.core.score import Row, score_table
from hipflow.core.sounds import DEFAULT_PROFILE, Profile, Sound
from hipflow.core.wording import estimate_seconds


def find_collisions(
    plan: Plan, *, profile: Profile = DEFAULT_PROFILE, measure: Measure = estimate_seconds
) -> tuple[str, ...]:
    """What of a plan's score is heard over something else, or could not be told at all; one sentence each."""
    found = list(_find_untold(plan, Telling(profile, measure)))
    found += _find_overlaps(score_table(plan, profile=profile, measure=measure), measure)
    return tuple(f"{_clock(at)} {text}" for at, text in sorted(found))


def _find_untold(plan: Plan, telling: Telling) -> Iterator[tuple[float, str]]:
    """What matters and is told nowhere."""
    for step in plan.steps:
        untold = telling.find_lost(plan, step.index)
        if not untold:
            continue
        before = plan.steps[step.index - 1] if step.index else None
        told: Sequence[Phrase] = telling.find_ahead(plan, before.index, before.seconds) if before else ()
        if len(told) < len(untold):
            what = ", ".join(line.ways[-1] for line in untold[len(told) :])
            where = f"{step.kind.value} ({step.seconds} s)" if not step.is_work else "no time to change"
            yield float(step.start), f"{where}: no room to say “{what}”"


def _find_overlaps(rows: Sequence[Row], measure: Measure) -> Iterator[tuple[float, str]]:
    """What is heard over something else. Words may be heard over a count or a tick, to which they give way."""
    for place, row in enumerate(rows):
        end = row.at + (measure(row.cue.words) if row.cue.words else row.cue.seconds)
        for other in rows[place + 1 :]:
            if other.at >= end - 1e-6:
                break
            sounds = {cue.sound for cue in (row.cue, other.cue)}
            gives_way = sounds in ({None, Sound.COUNT}, {None, Sound.REP})
            rings_on = Sound.ZERO in sounds and None not in sounds
            if not gives_way and not rings_on:
                yield other.at, f"{_name(other.cue)} over {_name(row.cue)}"


def _name(cue: Cue) -> str:
    return f"“{cue.words}”" if cue.words else f"the sound for {cue.sound.value}" if cue.sound else "nothing"


def _clock(at: float) -> str:
    return f"{int(at) // 60}:{int(at) % 60:02d}"
