"""Who asks: the viewer who is part of every question, cache key, tile and export."""

from dataclasses import dataclass

NATIONWIDE_ROLES = frozenset({"pm_office", "controller", "minister", "steward"})
OVERSEEING_ROLES = frozenset({"pm_office", "steward"})


@dataclass(frozen=True)
class Viewer:
    """A signed-in person's rights.

    user         code of the person
    role         one of the roles of app_user
    region_code  the only region whose rows may be seen; None for the whole country
    body_code    the body whose instructions may be seen
    """

    user: str
    role: str
    region_code: str | None
    body_code: str

    @property
    def is_nationwide(self) -> bool:
        """May see the rows of every region; a regional role without a region sees none."""
        return self.region_code is None and self.role in NATIONWIDE_ROLES

    @property
    def sees_all_instructions(self) -> bool:
        """Oversees the instructions of every body."""
        return self.role in OVERSEEING_ROLES

    def settings(self) -> dict[str, str]:
        """What row-level security reads, by name of the setting."""
        return {
            "app.user": self.user,
            "app.role": self.role,
            "app.region": self.region_code or "",
            "app.body": self.body_code,
            "app.is_nationwide": "on" if self.is_nationwide else "",
            "app.sees_all_instructions": "on" if self.sees_all_instructions else "",
        }


NOBODY = Viewer(user="", role="nobody", region_code=None, body_code="")
