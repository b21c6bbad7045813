"""Everything that depends on the size of the register, in one run: python -m tests.benchmarks.bench_register [SIZES]

Makes a database of each size on the server of DATABASE_URL, loads demonstration data, scores two days, measures tiles, lists and search,
and drops it. 10,000, 200,000 and 1,000,000 facilities unless sizes are given.
"""

import sys

from tests.benchmarks import bench_lists, bench_search, bench_tiles
from tests.benchmarks.registers import filled


def main() -> None:
    """Prints a block a size, and the ratio of the national tile between the sizes."""
    sizes = [int(each) for each in sys.argv[1:]] or [10_000, 200_000, 1_000_000]
    national = []
    for size in sizes:
        with filled(size):
            national.append(bench_tiles.measure())
            bench_lists.measure()
            bench_search.measure()
    print(f"national tile, {sizes[-1]:,} to {sizes[0]:,} facilities: {national[-1] / national[0]:.2f} (at most 2)")  # noqa: T201


if __name__ == "__main__":
    main()
