"""Where things are found: in a checkout, in a wheel, and in the home of whoever runs it."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from hipflow import places

NEEDED = ("assets", "routines")


def install(folder: Path) -> ModuleType:
    """The places of a hipflow that is installed in a folder."""
    package = folder / "hipflow"
    package.mkdir(parents=True, exist_ok=True)
    copy = package / "places.py"
    copy.write_text(Path(places.__file__).read_text(encoding="utf-8"), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("installed_places", copy)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lay_out(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).mkdir(parents=True)


def test_a_checkout_holds_the_exercises_and_the_presets() -> None:
    assert (places.data_root() / "assets" / "exercises" / "half-pigeon.yaml").is_file()
    assert (places.data_root() / "routines" / "pre-run-5.yaml").is_file()


def test_a_wheel_has_them_inside_the_package(tmp_path: Path) -> None:
    lay_out(tmp_path / "hipflow" / "_data", *NEEDED)
    assert install(tmp_path).data_root() == tmp_path / "hipflow" / "_data"


def test_a_checkout_wins_over_what_a_build_left_behind(tmp_path: Path) -> None:
    lay_out(tmp_path / "hipflow" / "_data", *NEEDED)
    lay_out(tmp_path, *NEEDED)
    (tmp_path / "pyproject.toml").touch()
    assert install(tmp_path).data_root() == tmp_path


def test_folders_of_those_names_beside_a_wheel_are_not_ours(tmp_path: Path) -> None:
    lay_out(tmp_path / "hipflow" / "_data", *NEEDED)
    lay_out(tmp_path, *NEEDED)
    assert install(tmp_path).data_root() == tmp_path / "hipflow" / "_data"


def test_without_them_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="Install it again"):
        install(tmp_path).data_root()


@pytest.mark.parametrize("kind", ["config", "data", "cache"])
def test_each_folder_of_the_user_can_be_moved(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"HIPFLOW_{kind.upper()}_HOME", str(tmp_path / kind))
    assert getattr(places, f"{kind}_folder")() == tmp_path / kind
    assert not (tmp_path / kind).exists()


def test_a_folder_named_from_here_is_found_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HIPFLOW_CONFIG_HOME", "mine")
    assert places.config_folder() == tmp_path / "mine"


@pytest.mark.parametrize("kind", ["config", "data", "cache"])
def test_otherwise_the_platform_says_where(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Empty counts as not set.
    monkeypatch.setenv(f"HIPFLOW_{kind.upper()}_HOME", "")
    folder = getattr(places, f"{kind}_folder")()
    assert folder.is_absolute()
    assert "hipflow" in folder.parts


def test_knowing_the_places_costs_no_import_of_platformdirs_or_yaml() -> None:
    code = "import sys, hipflow.places; hipflow.places.data_root(); print({'platformdirs', 'yaml'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
