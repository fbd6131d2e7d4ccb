"""What holds for all tests."""

import signal

# A shell that starts the tests in the background lets them ignore Ctrl-C, and everything they start with them; some tests send it.
signal.signal(signal.SIGINT, signal.default_int_handler)
