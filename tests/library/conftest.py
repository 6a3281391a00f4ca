"""What the tests of the library share: the exercises that are built in, and both YAML parsers."""

from pathlib import Path

import pytest

from hipflow.library import document
from hipflow.library.catalogue import Catalogue
from hipflow.library.repertoire import Repertoire
from hipflow.places import data_root


@pytest.fixture(scope="session")
def presets() -> Catalogue:
    """What comes with hipflow, and nothing of a user's own."""
    return Catalogue(data_root(), Path("nobody"))


@pytest.fixture(scope="session")
def known(presets: Catalogue) -> Repertoire:
    """The exercises that come with hipflow."""
    return presets.exercises


@pytest.fixture(params=["libyaml", "pure Python"])
def each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of the parser in use; a test runs once with each."""
    if request.param == "pure Python":
        monkeypatch.setattr(document, "QUICK_PARSER", None)
    elif document.QUICK_PARSER is None:
        pytest.skip("PyYAML was built without libyaml")
    return str(request.param)
