"""What a test may need of the machine that it runs on.

Where CI=true a missing program is a failure; elsewhere the test skips and names the program.
"""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest


def forget_peak() -> None:
    """Let the peak of this process's memory begin anew: a fresh process inherits that of the one which started it."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def peak() -> int:
    """Return the most memory that this process has had since `forget_peak`, in mebibytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def program(name: str) -> str:
    """Return where a program lies; without it the test cannot go on."""
    return shutil.which(name) or lacking(name)


def lacking(what: str) -> NoReturn:
    """End the test, because the machine lacks something."""
    message = f"this machine has no {what}; `make test` installs it where it may"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)
