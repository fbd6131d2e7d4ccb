"""How long the status of a large collection takes: 10,000 records with two effects of court orders
each, then 20,000, in one run.

python bench/status.py
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from time import process_time as clock

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests")]

from builders import (  # noqa: E402  (the path is set above)
    act,
    challenge,
    directive,
    effect,
    library,
    order,
    place,
    state,
    step,
)
from docket.model.references import link  # noqa: E402  (the path is set above)
from docket.status.history import history  # noqa: E402  (the path is set above)
from statuses import lives_in  # noqa: E402  (the path is set above)

SIZES = (10_000, 20_000)
ROUNDS = 3


def collection(size: int):
    """Return a library of `size` records, a fifth of them cases, with two effects of orders for
    each record; every order is stayed by a later step."""
    subjects = size * 4 // 5
    cases = [[] for _ in range(size - subjects)]
    for number in range(2 * size):
        steps, subject = cases[number % len(cases)], f"d-{number % subjects}"
        month, day = number % 5 + 6, number % 27 + 1
        steps.append(order(f"2025-{month:02}-{day:02}", f"o-{number}", effect(subject, "blocks")))
        steps.append(act(f"2025-{month:02}-{day + 1:02}", f"o-{number}", "stays"))
    return library(
        places=[place(), state()],
        directives=[directive(f"d-{number}") for number in range(subjects)],
        challenges=[
            challenge(f"c-{number}", steps=[step("2025-05-01", "filed"), *steps])
            for number, steps in enumerate(cases)
        ],
    )


def main() -> None:
    """Print, for each size, how many effects there are and the best of some rounds in seconds of
    the processor: links, and lives with histories."""
    gc.disable()  # as a build does (docket.build.pool.keeping_everything)
    print(f"{'records':>8} {'effects':>8} {'links s':>8} {'status s':>9}")
    for size in SIZES:
        records = collection(size)
        effects = sum(
            len(entry["order"]["effects"])
            for record in records
            for entry in record.part("steps")
            if "order" in entry
        )
        linking, deciding = [], []
        for _ in range(ROUNDS):
            start = clock()
            links = link(records)
            middle = clock()
            lives = lives_in(records, links)
            for record in records:
                if record.kind.initial_status:
                    history(record, records, links, lives)
            linking.append(middle - start)
            deciding.append(clock() - middle)
        print(f"{size:>8,} {effects:>8,} {min(linking):>8.2f} {min(deciding):>9.2f}")


if __name__ == "__main__":
    main()
