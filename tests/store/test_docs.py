"""What is kept is documented, column by column."""

from pathlib import Path

from tests.store.builders import open_test_database

PAGE = Path(__file__).parents[2] / "docs" / "history.md"


def test_every_column_of_every_table_is_on_the_page(tmp_path: Path) -> None:
    documented: dict[str, set[str]] = {}
    table = ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 5 and cells[1].startswith("`"):
            table = cells[1].strip("`")
        if len(cells) == 5 and table and cells[2].startswith("`"):
            documented.setdefault(table, set()).update(name.strip(" `") for name in cells[2].split(","))

    database = open_test_database(tmp_path)
    names = [name for (name,) in database.read_rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = {
        str(name): {str(column) for (column,) in database.read_rows(f"SELECT name FROM pragma_table_info('{name}')")}
        for name in names
    }
    database.close()

    assert documented == columns
