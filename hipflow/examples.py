"""Examples of the command line, by command; they are what help and the manual end with."""

from collections.abc import Mapping
from typing import Final

EXAMPLES: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "": (
        ("hipflow", "pick a routine"),
        ("hipflow run pre-run-5", "five minutes before a run"),
        ("hipflow run full-session --fit 12m", "the full session in the twelve minutes there are"),
        ("hipflow new my-hips", "write a routine of your own"),
    ),
    "run": (
        ("hipflow run post-run-10", "follow it on the screen"),
        ("hipflow run post-run-10 --until 07:45", "be done when the day begins"),
        ("hipflow run strength-15 --rounds 2 --without clamshells", "less of it"),
        ("hipflow run ./for-ann.yaml --mute", "a file, in silence"),
        ("hipflow run desk-break-3 --plain --speed 20", "one line a change, twenty times as fast"),
    ),
    "list": (("hipflow list", "a table"), ("hipflow list --json | jq '.[].id'", "for another program")),
    "show": (
        ("hipflow show strength-15", "every step with its second"),
        ("hipflow show strength-15 --fit 10m", "how it would fit into ten minutes"),
        ("hipflow show strength-15 --markdown > fridge.md", "a card for the fridge"),
    ),
    "exercises": (("hipflow exercises", "all movements, with what they need"),),
    "figure": (
        ("hipflow figure half-pigeon", "see it move"),
        ("hipflow figure half-pigeon --png half-pigeon.png", "its moments as a picture"),
        ("hipflow figure --watch figures/my-march.yaml", "while you write one"),
    ),
    "new": (
        ("hipflow new my-hips", "a small file that runs as it is, in your editor"),
        ('hipflow new "Tuesday hips" --from strength-15', "begin with what there is"),
    ),
    "edit": (
        ("hipflow edit my-hips", "in the editor that $VISUAL or $EDITOR names"),
        ("hipflow edit strength-15", "of one that comes with hipflow, a copy"),
    ),
    "check": (
        ("hipflow check", "all that is yours"),
        ("hipflow check my-hips.yaml", "one file"),
        ("hipflow check --strict routines exercises", "folders; a warning fails, too"),
    ),
    "pack": (
        ("hipflow pack my-hips for-ann.yaml", "into a file that runs on her machine"),
        ("hipflow pack my-hips | mail -s hips ann", "to wherever it goes"),
    ),
    "history": (
        ("hipflow history --since 2027-03-01", "what was done since then"),
        ("hipflow history --csv > hips.csv", "for a spreadsheet"),
        ("hipflow history delete 12", "forget a session"),
    ),
    "backup": (("hipflow backup hips.json", "all that was done, in one file"),),
    "restore": (("hipflow restore hips.json", "and back again"),),
    "config": (("hipflow config", "what is set, and where"),),
    "doctor": (("hipflow doctor", "look and listen"), ("hipflow doctor --json", "for a report")),
    "completions": (
        ('eval "$(hipflow completions bash)"', "in ~/.bashrc"),
        ('eval "$(hipflow completions zsh)"', "in ~/.zshrc, after compinit"),
        ("hipflow completions fish > ~/.config/fish/completions/hipflow.fish", "once"),
        ("hipflow completions powershell | Out-String | Invoke-Expression", "in $PROFILE"),
    ),
    "schema": (("hipflow schema routine > routine.json", "for an editor or a checker"),),
    "help": (("hipflow help run", "the same as hipflow run --help"),),
}
"""What to type, and what it is good for."""


def spell_examples(command: str) -> str:
    """The examples of a command as lines of its help; empty where there are none."""
    examples = EXAMPLES.get(command, ())
    width = max((len(typed) for typed, _ in examples), default=0)
    lines = [f"  {typed:{width}}  # {about}" for typed, about in examples]
    return "\n".join(["examples:", *lines, ""]) if lines else ""
