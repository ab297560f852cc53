"""What holds for every test."""

import os

from hypothesis import settings

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command does

# No deadlines: the machine may be busy. In CI the same examples each time, so that a red build means a changed program;
# elsewhere, and in `make test-long` above all, new ones.
settings.register_profile("newsdesk", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("newsdesk")
