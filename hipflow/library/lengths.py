"""How long there is, as a person says it: 12, 12m, 12m30s, or until 07:45."""

import re
from datetime import datetime, timedelta
from typing import Final

from hipflow.library.problems import Complaint, quote

LONGEST_HOURS: Final = 4
"""More than that is no routine."""

_LENGTH = re.compile(
    r"(?:(?P<hours>[0-9]{1,2}) ?h ?)?(?:(?P<minutes>[0-9]{1,4}) ?(?:m|min|$) ?)?(?:(?P<seconds>[0-9]{1,5}) ?s)?"
)
_TIME = re.compile(r"(?P<hour>[01]?[0-9]|2[0-3])[:.](?P<minute>[0-5][0-9])")


def read_length(text: str) -> int | Complaint:
    """The seconds of a length; a number alone is minutes."""
    match = _LENGTH.fullmatch(text.strip().lower())
    parts = {name: int(part) for name, part in match.groupdict().items() if part} if match else {}
    seconds = 3600 * parts.get("hours", 0) + 60 * parts.get("minutes", 0) + parts.get("seconds", 0)
    if not parts:
        return Complaint(f"{quote(text)} is not a length of time", 'Write minutes, such as 12, or "12m30s".')
    if not 0 < seconds <= 3600 * LONGEST_HOURS:
        return Complaint(f"must be up to {LONGEST_HOURS} hours; got {quote(text)}", 'Write it like 12 or "12m30s".')
    return seconds


def read_moment(text: str, now: datetime) -> datetime | Complaint:
    """The next moment at which a clock on the wall shows this time of day: today, or else tomorrow."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        return Complaint(f"{quote(text)} is not a time of day", "Write it like 07:45.")
    moment = now.replace(hour=int(match["hour"]), minute=int(match["minute"]), second=0, microsecond=0)
    return moment if moment > now else moment + timedelta(days=1)


def seconds_until(moment: datetime, now: datetime) -> int:
    """Whole seconds from now to then, both of the clock on the wall, also where it is put forward or back between."""
    return int((moment.astimezone() - now.astimezone()).total_seconds())
