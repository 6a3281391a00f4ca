"""A length as it is typed: minutes, or until when."""

from datetime import datetime
from typing import Final

from hipflow.core.fit import Misfit
from hipflow.library.lengths import read_length, read_moment
from hipflow.library.problems import Complaint
from hipflow.tui.fit_rows import tell_changes
from hipflow.tui.fitting import Fitting

UNTIL: Final = "until "
"""What a time of day begins with; one with a colon is known without."""


def read_typed(text: str, fitting: Fitting, now: datetime | None) -> Fitting | str:
    """The fitting with the length that was typed, or why that cannot be; as it is where nothing was typed."""
    text = text.strip().lower()
    if not text:
        return fitting
    if text.startswith(UNTIL.strip()) or ":" in text:
        if now is None:
            return "The time of day is not known here."
        moment = read_moment(text.removeprefix(UNTIL.strip()), now)
        changed = moment if isinstance(moment, Complaint) else fitting.set_until(moment)
    else:
        seconds = read_length(text)
        changed = seconds if isinstance(seconds, Complaint) else fitting.set_length(seconds)
    if isinstance(changed, Complaint):
        return f"{changed.what}. {changed.mend}"
    made = changed.fit(now)
    return tell_changes(changed, made, now) if isinstance(made, Misfit) else changed
