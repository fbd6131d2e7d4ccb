"""What every docket generator can do: find the build and offer steps to it."""

from __future__ import annotations

from pelican.generators import Generator

from docket.model.diagnostics import DocketError
from docket.model.settings import Settings
from docket.site.build import Build
from docket.views.site import Site

BUILD = "DOCKET_BUILD"


class DocketGenerator(Generator):
    """A generator that offers steps to the build in its generate_output. The build makes all of
    them together once every plugin has offered its own."""

    @property
    def build(self) -> Build:
        """Return the build begun by the records plugin. Raises DocketError where that plugin is
        switched off."""
        if BUILD not in self.settings:
            raise DocketError("PLUGINS needs docket_records before the other docket plugins")
        build: Build = self.settings[BUILD]
        return build

    @property
    def site(self) -> Site:
        """Return the views of the collection."""
        return self.build.site

    @property
    def site_settings(self) -> Settings:
        """Return the site's settings."""
        return self.build.settings
