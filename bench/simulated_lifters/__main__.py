"""Sixteen weeks of thousands of simulated lifters: how far they get, and whether the plan ever breaks its own law.

python -m bench.simulated_lifters [--lifters N] [--jobs N] [--write]      N of all kinds; --write: page and picture
python -m bench.simulated_lifters --show KIND SEED                        one life, day by day
"""

from __future__ import annotations

import argparse
import os
import sys

from bench.accuracy import commit
from bench.simulated_lifters.life import live
from bench.simulated_lifters.page import write
from bench.simulated_lifters.person import KINDS, Kind, person
from bench.simulated_lifters.results import began_table, results_of, tables
from bench.simulated_lifters.speed import speeds
from bench.simulated_lifters.tally import all_notes
from bench.simulated_lifters.telling import lines_of


def main() -> None:
    """Simulate, judge, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--lifters", type=int, default=200, help="how many, of all kinds together")
    options.add_argument("--from-seed", type=int, default=0, help="the first seed")
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    options.add_argument("--write", action="store_true", help="page, picture and numbers in docs")
    options.add_argument("--show", nargs=2, metavar=("KIND", "SEED"), help="one life, day by day")
    chosen = options.parse_args()
    if chosen.show:
        kind: Kind = next(one for one in KINDS if one == chosen.show[0])
        print("\n".join(lines_of(live(person(kind, int(chosen.show[1]))))))
        return
    notes = all_notes(chosen.lifters, chosen.jobs, chosen.from_seed)
    told = results_of(notes, speeds(), commit())
    print("\n".join([*tables(told), "", *began_table(told)]))
    print("\nPlans a second: " + ", ".join(f"{name} {value}" for name, value in told["speeds"].items()))
    print(f"Breaches of the law: {sum(len(note.breaches) for note in notes)}")
    print("\n".join(told["breaches"]))
    if chosen.write:
        write(told)
    sys.exit(any(note.breaches for note in notes))


if __name__ == "__main__":
    main()
