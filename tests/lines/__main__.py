"""python -m tests.lines [--random N]: what becomes of our own lines, by kind; or of N random ones."""

from __future__ import annotations

import argparse
import random
from collections import Counter

from tests.lines.measure import VERDICTS, count
from tests.lines.random_lines import faults_of, random_line


def main() -> int:
    """Print the table; 1 where a line is wrong or a random one has a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--random", type=int, default=0, metavar="N", help="N random lines instead of our own")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    if args.random:
        source, faulty = random.Random(args.seed), 0
        for _ in range(args.random):
            line = random_line(source)
            if faults := faults_of(line):
                faulty += 1
                print(f"{line!r}: {'; '.join(faults)}")
        print(f"{args.random} random lines, {faulty} with a fault")
        return int(bool(faulty))
    table, bad = count()
    print(f"{'':<24}" + "".join(f"{name:>16}" for name in VERDICTS))
    for kind, counts in table.items():
        print(f"{kind:<24}" + "".join(f"{counts[name]:>16}" for name in VERDICTS))
    total: Counter[str] = sum(table.values(), Counter())
    print(f"{'all':<24}" + "".join(f"{total[name]:>16}" for name in VERDICTS))
    for case, name, found in bad:
        print(f"{name}: {case.line} → {found}  (meant: {case.meaning})")
    return int(total["wrong"] > 0)


if __name__ == "__main__":
    raise SystemExit(main())
