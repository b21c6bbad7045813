"""How many tiles a second one token may ask of this process: a reader never comes near, a program that copies the map does."""

import threading
from collections import OrderedDict
from time import monotonic

from starlette.exceptions import HTTPException

from pages.parts.map import missed

TILES_PER_SECOND = 100
MOST_TOKENS = 10_000


class Pace:
    """Counts what each key asked for in the present second; the keys longest unseen are forgotten."""

    def __init__(self, most_per_second: int) -> None:
        self.most = most_per_second
        self.counts: OrderedDict[str, tuple[int, int]] = OrderedDict()
        self.lock = threading.Lock()

    def allows(self, key: str, now: float) -> bool:
        """Whether the key may ask once more in the second of now."""
        second = int(now)
        with self.lock:
            counted_in, count = self.counts.pop(key, (second, 0))
            count = count + 1 if counted_in == second else 1
            self.counts[key] = second, count
            if len(self.counts) > MOST_TOKENS:
                self.counts.popitem(last=False)
        return count <= self.most


_tiles = Pace(TILES_PER_SECOND)


def keep(token: str) -> None:
    """Refuses a tile beyond the pace with 429 and when to come again; the map that lacks it then asks for it under another address."""
    if not _tiles.allows(token, monotonic()):
        missed.note_of(token)
        raise HTTPException(429, "Too many tiles a second. Come again in a second.", {"Retry-After": "1"})
