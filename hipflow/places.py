"""Where things live: what travels with hipflow, and the user's own config, data and cache."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platformdirs.api import PlatformDirsABC


def data_root() -> Path:
    """The folder that holds `assets/` and `routines/`; raises FileNotFoundError where they are missing.

    A checkout around the package wins over `_data` inside it: what is edited there must count at once, and nothing
    that a build has left behind.
    """
    package = Path(__file__).resolve().parent
    checkout, packed = package.parent, package / "_data"
    if (checkout / "pyproject.toml").is_file() and _holds_data(checkout):
        return checkout
    if _holds_data(packed):
        return packed
    raise FileNotFoundError("The exercises and routines of hipflow are missing. Install it again.")


def config_folder() -> Path:
    """The folder for the user's settings, `routines/` and `exercises/`; it may not exist yet."""
    return _wished("HIPFLOW_CONFIG_HOME") or _platform().user_config_path


def data_folder() -> Path:
    """The folder for what hipflow remembers; it may not exist yet."""
    return _wished("HIPFLOW_DATA_HOME") or _platform().user_data_path


def cache_folder() -> Path:
    """The folder for what can be made again; it may not exist yet."""
    return _wished("HIPFLOW_CACHE_HOME") or _platform().user_cache_path


def past_file() -> Path:
    """The file of what was done; it may not exist yet."""
    return data_folder() / "history.db"


def has_past() -> bool:
    """Was anything ever kept?"""
    return past_file().exists()


def _holds_data(folder: Path) -> bool:
    return (folder / "assets").is_dir() and (folder / "routines").is_dir()


def _wished(variable: str) -> Path | None:
    wish = os.environ.get(variable)
    return Path(wish).absolute() if wish else None


def _platform() -> "PlatformDirsABC":
    # 17 ms that only a run which needs it should pay.
    from platformdirs import PlatformDirs

    return PlatformDirs("hipflow", appauthor=False)
