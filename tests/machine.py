"""What a test may need of the machine that it runs on.

Where CI=true a missing program is a failure; elsewhere the test skips and names the program.
"""

import os
import shutil
from typing import NoReturn

import pytest


def program(name: str) -> str:
    """Return where a program lies; without it the test cannot go on."""
    return shutil.which(name) or lacking(name)


def lacking(what: str) -> NoReturn:
    """End the test, because the machine lacks something."""
    message = f"this machine has no {what}; `make test` installs it where it may"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)
