"""A process that has imported what a build needs, and forks a child for each command it is asked to
run. A child begins like a fresh Python, so that it gives what a process of its own would give, a
second earlier.

`pelican_run` starts it once a session, with `python -c` and this text; nothing of the tests is
imported in it."""

import atexit
import json
import os
import sys
import threading
import time
import traceback


def import_libraries() -> None:
    """Import what commands import, so that no child has to."""
    import folium  # noqa: F401  # imported here so that no child has to
    import markdown.extensions.toc  # noqa: F401  # imported here so that no child has to
    import pelican.plugins.signals  # noqa: F401  # imported here so that no child has to

    import docket.cli.check  # noqa: F401  # imported here so that no child has to
    import docket_records  # noqa: F401  # imported here so that no child has to


def main(command: str, arguments: list[str]) -> object:
    """Run Pelican or docket."""
    if command == "pelican":
        from pelican import main

        return main(arguments)
    from docket.cli import main as docket

    return docket(arguments)


def exit_code(command: str, arguments: list[str]) -> int:
    """Run a command as Python does at its top level, and return its exit code."""
    try:
        main(command, arguments)
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
            return 1
        return end.code or 0
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def run(wanted: dict) -> None:
    """Run a command in this process, a child, and end the process."""
    files = [os.open(path, os.O_WRONLY | os.O_APPEND) for path in wanted["printed"]]
    for number, file in enumerate(files, 1):
        os.dup2(file, number)
        os.close(file)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.environ.clear()
    os.environ.update(wanted["environment"])
    time.tzset()
    os.chdir(wanted["folder"])
    sys.path[0] = wanted["folder"]
    sys.argv = ["-c", *wanted["arguments"]]
    exec(wanted["before"], {})
    code = exit_code(wanted["command"], wanted["arguments"])
    threading._shutdown()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def serve() -> None:
    """Run a command for each line of standard input, and write the exit code of each."""
    import_libraries()
    for line in sys.stdin.buffer:
        child = os.fork()
        if not child:
            run(json.loads(line))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        sys.stdout.buffer.write(b"%d\n" % code)
        sys.stdout.buffer.flush()


serve()
