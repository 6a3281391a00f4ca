"""What the command line says of words that it does not know, and how its help teaches."""

import pytest

from hipflow.cli import COMMANDS, main
from hipflow.examples import EXAMPLES

Printed = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("shwo", 'there is no command "shwo". Did you mean "show"? See: hipflow --help'),
        ("juggle", 'there is no command "juggle". See: hipflow --help'),
        ("strength-15", 'there is no command "strength-15". Did you mean "run strength-15"? See: hipflow --help'),
        ("post-run", 'there is no command "post-run". Did you mean "run post-run-10"? See: hipflow --help'),
        ("show x --jsno", 'show has no option "--jsno". Did you mean "--json"? See: hipflow show --help'),
        ("run x --fitt=12m", 'run has no option "--fitt". Did you mean "--fit"? See: hipflow run --help'),
        ("--verison", 'hipflow has no option "--verison". Did you mean "--version"? See: hipflow --help'),
        (
            "run x --first-side lft",
            '--first-side: "lft" is not one of left, right. Did you mean "left"? See: hipflow run --help',
        ),
        ("run x --speed 0", "--speed: must be a number from 0.1 to 1000; got 0. See: hipflow run --help"),
        ("list foo", '"foo" is one word too many. See: hipflow list --help'),
        ("show", "the following arguments are required: ROUTINE. See: hipflow show --help"),
        (
            "history delet 3",
            'delete ID: "delet" is not one of delete. Did you mean "delete"? See: hipflow history --help',
        ),
        ("help shwo", 'there is no command "shwo". Did you mean "show"? See: hipflow --help'),
        ("\x1b[2J", 'there is no command "\\x1b[2J". See: hipflow --help'),
    ],
)
def test_what_is_not_known_is_told_in_a_line_with_what_was_probably_meant(
    typed: str, said: str, capsys: Printed
) -> None:
    assert main(typed.split()) == 2

    printed = capsys.readouterr()
    assert printed.err == f"hipflow: {said}\n"
    assert printed.out == ""


def test_an_abbreviation_is_not_guessed_at(capsys: Printed) -> None:
    assert main(["show", "strength-15", "--jso"]) == 2
    assert 'Did you mean "--json"?' in capsys.readouterr().err


@pytest.mark.parametrize("command", [*COMMANDS])
def test_help_ends_with_examples(command: str, capsys: Printed) -> None:
    assert main([*command.split(), "--help"]) == 0

    shown = capsys.readouterr().out
    for typed, about in EXAMPLES[command]:
        assert f"  {typed}" in shown.partition("examples:")[2]
        assert about in shown


def test_help_of_a_command_is_there_as_a_command_too(capsys: Printed) -> None:
    main(["show", "--help"])
    option = capsys.readouterr().out
    assert main(["help", "show"]) == 0

    assert capsys.readouterr().out == option


@pytest.mark.parametrize("typed", [line for lines in EXAMPLES.values() for line, _ in lines])
def test_every_example_is_one_that_can_be_typed(typed: str) -> None:
    import shlex

    from hipflow.arguments import make_parser
    from hipflow.parsing import parse_words

    bare = typed.removeprefix('eval "$(').removesuffix(')"')
    words = shlex.split(bare.partition(" | ")[0].partition(" > ")[0])

    assert words[0] == "hipflow"
    assert parse_words(make_parser(COMMANDS), words[1:]).command in COMMANDS.values()
