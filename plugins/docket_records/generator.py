"""What every docket generator can do: find the build and offer targets to it."""

from __future__ import annotations

from pelican.generators import Generator

from docket.build import Build
from docket.edition import Edition
from docket.problems import DocketError
from docket.settings import Settings
from docket.views.keys import Keys
from docket.views.site import Site

BUILD = "DOCKET_BUILD"


class DocketGenerator(Generator):
    """A generator that offers targets to the build in its generate_output. The build makes them all together once every plugin has offered its own."""

    @property
    def build(self) -> Build:
        """The build begun by the records plugin. Raises DocketError where that plugin is switched off."""
        if BUILD not in self.settings:
            raise DocketError("PLUGINS needs docket_records before the other docket plugins")
        build: Build = self.settings[BUILD]
        return build

    @property
    def edition(self) -> Edition:
        """The edition to be written."""
        return self.build.edition

    @property
    def site(self) -> Site:
        """Its views."""
        return self.edition.site

    @property
    def site_settings(self) -> Settings:
        """Its settings."""
        return self.edition.settings

    @property
    def keys(self) -> Keys:
        """The keys of its views."""
        return self.site.keys
