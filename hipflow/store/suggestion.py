"""What to do next: a quiet suggestion that says why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .past import SessionDone
from .totals import LastDone

AFTER_RUN_FROM, AFTER_RUN_UNTIL = timedelta(minutes=15), timedelta(hours=4)
"""How long after a warm-up a person is likely to come back from a run."""
DUE_AFTER = 2
"""Days since a routine was done from which it can be due."""
LONG_AGO = 14
"""Days after which a routine is no more due than it was, and what one counts as that was never done."""
NEGLECTED = 4
"""Days that working the region which got the least is worth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A routine that could be suggested."""

    id: str
    phase: str = ""
    """warmup, strength, cooldown, recovery, mixed, or nothing."""
    is_for_desk: bool = False
    regions: tuple[str, ...] = ()
    """What it works."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One routine, and why."""

    routine: str
    """The id."""
    why: str
    """One sentence for the person."""


def suggest_routine(
    candidates: Sequence[Candidate],
    *,
    now: datetime,
    last_session: SessionDone | None,
    last_done: Mapping[str, LastDone],
    regions: Mapping[str, float],
) -> Suggestion | None:
    """What is due, and suits the time of day and what was done last; None where nothing needs to be said.

    Nothing is said to someone who has not begun yet, nor to one who did something today, but for the way back from
    a run.

    Args:
        candidates: What there is, in the order in which it is shown; of two that are as good the first is taken.
        now: The time of day, with its time zone.
        last_session: The newest there is.
        last_done: When each routine was done.
        regions: Seconds that each region got in the last weeks.
    """
    if last_session is None:
        return None
    phases = {each.id: each.phase for each in candidates}
    since = now - last_session.ended
    if phases.get(last_session.routine) == "warmup" and AFTER_RUN_FROM <= since <= AFTER_RUN_UNTIL:
        after = [each for each in candidates if each.phase == "cooldown"]
        if after:
            clock = f"{last_session.started:%H:%M}"
            return Suggestion(
                _most_due(after, now, last_done, None).id, f"You warmed up at {clock}: for after the run."
            )
    if last_session.started.date() >= now.date():
        return None
    suited = [each for each in candidates if _suits(each, now)]
    neglected = _find_neglected(suited, regions)
    due = [each for each in suited if _days_since(each, now, last_done) >= DUE_AFTER]
    if not due:
        return None
    best = _most_due(due, now, last_done, neglected)
    return Suggestion(best.id, _explain(best, now, last_done, neglected))


def _suits(candidate: Candidate, now: datetime) -> bool:
    if candidate.is_for_desk:
        return now.weekday() < 5 and 9 <= now.hour < 18
    match candidate.phase:
        case "warmup":
            return 5 <= now.hour < 10
        case "strength":
            return 7 <= now.hour < 20
        case "cooldown" | "recovery":
            return now.hour >= 17
        case _:
            return 7 <= now.hour < 21


def _days_since(candidate: Candidate, now: datetime, last_done: Mapping[str, LastDone]) -> int:
    last = last_done.get(candidate.id)
    return LONG_AGO if last is None else max(0, (now.date() - last.started.date()).days)


def _find_neglected(candidates: Sequence[Candidate], regions: Mapping[str, float]) -> str | None:
    """The region that got the least of those that can be worked now; None where nothing is known or all got as much."""
    known = list(dict.fromkeys(region for each in candidates for region in each.regions))
    times = [regions.get(region, 0.0) for region in known]
    if not regions or not known or min(times) == max(times):
        return None
    return known[times.index(min(times))]


def _most_due(
    candidates: Sequence[Candidate], now: datetime, last_done: Mapping[str, LastDone], neglected: str | None
) -> Candidate:
    def worth(candidate: Candidate) -> int:
        due = min(LONG_AGO, _days_since(candidate, now, last_done))
        return due + (NEGLECTED if neglected in candidate.regions else 0)

    return max(candidates, key=worth)


def _explain(candidate: Candidate, now: datetime, last_done: Mapping[str, LastDone], neglected: str | None) -> str:
    reasons = []
    if candidate.id not in last_done:
        reasons.append("not tried yet")
    else:
        reasons.append(f"last done {_days_since(candidate, now, last_done)} days ago")
    if neglected in candidate.regions:
        reasons.append(f"your {neglected} had the least time lately")
    if candidate.phase in ("cooldown", "recovery"):
        reasons.append("it suits the evening")
    elif candidate.phase == "warmup":
        reasons.append("it suits the morning")
    sentence = " and ".join([", ".join(reasons[:-1]), reasons[-1]]) if len(reasons) > 1 else reasons[0]
    return f"{sentence[0].upper()}{sentence[1:]}."
