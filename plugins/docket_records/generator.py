"""The base class of all docket generators, which finds the build."""

from __future__ import annotations

from collections.abc import Sequence

from pelican.generators import Generator

from docket.model.diagnostics import DocketError
from docket.model.settings import Settings
from docket.site.build import Build
from docket.views.site import Site

BUILD = "DOCKET_BUILD"


class DocketGenerator(Generator):
    """A Pelican generator whose `generate_output` offers steps to the build. The build makes all
    steps together after every plugin has offered its own."""

    @property
    def build(self) -> Build:
        """Return the build that the plugin docket_records has begun. Raise DocketError where that
        plugin is switched off."""
        if BUILD not in self.settings:
            raise DocketError("PLUGINS needs docket_records before the other docket plugins")
        build: Build = self.settings[BUILD]
        return build

    @property
    def site(self) -> Site:
        """Return the views of the records."""
        return self.build.site

    @property
    def site_settings(self) -> Settings:
        """Return the site's settings."""
        return self.build.settings

    def chosen(self, setting: str, known: Sequence[str], what: str) -> tuple[str, ...]:
        """Return the names that a setting lists, by default all that are known. Raise DocketError
        for an unknown one; `what` is the word for what has these names."""
        chosen = tuple(self.settings.get(setting, known))
        unknown = sorted(str(name) for name in chosen if name not in known)
        if unknown:
            raise DocketError(
                f"settings: {setting} names no {what} with '{unknown[0]}'; there are "
                + ", ".join(known)
            )
        return chosen
