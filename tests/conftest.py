"""What holds for all tests."""

import signal

from hypothesis import settings

# A shell that starts the tests in the background lets them ignore Ctrl-C, and everything they start
# with them; some tests send it.
signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples in every run, and no deadline: how long one takes depends on what else the
# machine does.
settings.register_profile("docket", deadline=None, derandomize=True)
settings.load_profile("docket")
