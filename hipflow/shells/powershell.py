"""Completion for PowerShell, from version 5 on."""

from collections.abc import Iterator
from typing import Final

from hipflow.outline import Command, Kind, Option, Value

SCRIPT: Final = """\
# Completion of hipflow for PowerShell. In $PROFILE: hipflow completions powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName hipflow -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    # For each command: its options with what they are for, what follows those that take a value, and its operands.
    $known = @{
@commands@
    }
    $about = @{
@about@
    }
    $words = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { "$_" })
    $program = "$($commandAst.CommandElements[0])"
    $command = ''
    $place = 0
    $source = $null
    for ($i = 1; $i -lt $words.Count; $i++) {
        if ($source) { $source = $null; continue }
        if ($words[$i].StartsWith('-')) { $source = $known[$command].Taken[$words[$i]] }
        elseif (-not $command -and $known.ContainsKey($words[$i])) { $command = $words[$i] }
        else { $place++ }
    }
    $entry = $known[$command]
    $found = @()
    if (-not $source) {
        if ($wordToComplete.StartsWith('-')) { $found = @($entry.Options.Keys) }
        elseif ($place -lt $entry.Operands.Count) { $source = $entry.Operands[$place] }
        elseif ($entry.Repeats) { $source = $entry.Operands[-1] }
    }
    $head = ''
    if ($source -is [array]) { $found = $source }
    elseif ($source -eq 'routine') { $found = @(& $program list --names 2>$null) }
    elseif ($source -like 'exercise*') { $found = @(& $program exercises --names 2>$null) }
    if ($source -eq 'exercises') {
        $head = $wordToComplete.Substring(0, $wordToComplete.LastIndexOf(',') + 1)
    }
    $found | Where-Object { "$head$_" -like "$wordToComplete*" } | Sort-Object | ForEach-Object {
        $told = $entry.Options[$_]
        if (-not $told) { $told = $about[$_] }
        if (-not $told) { $told = $_ }
        [System.Management.Automation.CompletionResult]::new("$head$_", $_, 'ParameterValue', $told)
    }
}
"""


def write_script(hipflow: Command) -> str:
    """The script."""
    known = [line for command in (hipflow, *hipflow.commands) for line in _write_command(command)]
    about = [f"{_quote(each.name)} = {_quote(each.about)}" for each in hipflow.commands]
    script = SCRIPT.replace("@commands@", "\n".join(f"        {line}" for line in known))
    return script.replace("@about@", "\n".join(f"        {line}" for line in about))


def _write_command(command: Command) -> Iterator[str]:
    options = [f"{_quote(word)} = {_quote(option.about)}" for option in command.options for word in option.words]
    taken = [f"{_quote(word)} = {_find(option.value)}" for option, word in _spellings(command) if option.value]
    # A comma before a list keeps it together, as one of several.
    operands = [f",{_find(operand.value)}" for operand in command.operands]
    if command.commands:
        operands.append(f",@({', '.join(_quote(each.name) for each in command.commands)})")
    repeats = any(operand.is_repeated for operand in command.operands)
    yield f"{_quote(command.name)} = @{{"
    yield f"    Options = @{{ {'; '.join(options)} }}"
    yield f"    Taken = @{{ {'; '.join(taken)} }}"
    yield f"    Operands = @({'; '.join(operands)})"
    yield f"    Repeats = ${str(repeats).lower()}"
    yield "}"


def _spellings(command: Command) -> Iterator[tuple[Option, str]]:
    return ((option, word) for option in command.options for word in option.words)


def _find(value: Value) -> str:
    """The name of where the words come from that a value can be, or these words."""
    if value.kind is Kind.CHOICE:
        return f"@({', '.join(map(_quote, value.choices))})"
    return _quote(value.kind.value)


def _quote(text: str) -> str:
    escaped = text.replace("'", "''")
    return f"'{escaped}'"
