"""Write robots.txt (RFC 9309), which allows everything."""

from __future__ import annotations

from collections.abc import Iterator

from docket.build.output import OutputFile
from docket.model import urls
from docket.model.settings import Settings
from docket.views.site import Site


def files(site: Site, settings: Settings) -> Iterator[OutputFile]:
    """Yield robots.txt, which names the site map."""
    lines = (
        "User-agent: *",
        "Allow: /",
        "",
        f"Sitemap: {urls.absolute(settings.site_url, 'sitemap.xml')}",
    )
    content = "".join(f"{line}\n" for line in lines).encode()
    yield OutputFile(
        "robots.txt", "text/plain", content, "What robots may read", settings.data_licence_name
    )
