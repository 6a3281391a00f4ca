"""What a fit did to a routine, and why there is none, in plain words."""

from hipflow.core.changes import Changes, HoldChange, RoundsChange
from hipflow.core.fit import Misfit
from hipflow.core.text import uncapitalise
from hipflow.export.columns import clock_words

MOST_GROUPS = 3
"""Lengths of holds that are told one by one; of more, only the shortest and the longest."""


def changes_words(changes: Changes) -> str:
    """What became different, in one line: "30 s → 40 s each; left out butt kicks". Empty where nothing did."""
    parts = [
        _holds_words(changes.holds),
        *(_rounds_words(each) for each in changes.rounds),
        f"left out {', '.join(map(uncapitalise, changes.left_out))}" if changes.left_out else "",
        f"{changes.prep} s more to get ready" if changes.prep else "",
        f"{changes.ways} s more between" if changes.ways else "",
    ]
    return "; ".join(part for part in parts if part)


def misfit_words(misfit: Misfit, wanted: int) -> str:
    """Why it cannot last as long as was wanted, and what it can: "shortest is 2:10"."""
    if wanted < misfit.shortest:
        return f"shortest is {clock_words(misfit.shortest)}"
    if wanted > misfit.longest:
        return f"longest is {clock_words(misfit.longest)}"
    return f"nearest is {clock_words(misfit.nearest)}"


def _rounds_words(change: RoundsChange) -> str:
    where = f"{change.section}: " if change.section else ""
    return f"{where}{change.before} {'round' if change.before == 1 else 'rounds'} → {change.after}"


def _holds_words(holds: tuple[HoldChange, ...]) -> str:
    timed: dict[int, list[int]] = {}
    counted: dict[int, list[int]] = {}
    for hold in holds:
        if hold.rep_seconds is None:
            timed.setdefault(hold.before, []).append(hold.after)
        else:
            counted.setdefault(round(hold.before / hold.rep_seconds), []).append(round(hold.after / hold.rep_seconds))
    return ", ".join(filter(None, (_groups_words(timed, "s"), _groups_words(counted, "reps"))))


def _groups_words(groups: dict[int, list[int]], unit: str) -> str:
    """What each length became, those of one length together; nothing of a length that stayed as it was."""
    groups = {before: after for before, after in groups.items() if {*after} != {before}}
    if not groups:
        return ""
    if len(groups) == 1:
        ((before, after),) = groups.items()
        return f"{before} {unit} → {_span_words(after, unit)}{' each' if len(after) > 1 else ''}"
    if len(groups) > MOST_GROUPS:
        every = [number for after in groups.values() for number in after]
        return f"{_span_words(list(groups), unit)} → {_span_words(every, unit)}"
    return ", ".join(f"{before} {unit} → {_span_words(after, unit)}" for before, after in sorted(groups.items()))


def _span_words(numbers: list[int], unit: str) -> str:
    least, most = min(numbers), max(numbers)
    return f"{least} {unit}" if least == most else f"{least}–{most} {unit}"
