"""Write the HTTP headers that the host must send, in the _headers format of Netlify and Cloudflare
Pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docket.build.output import OutputFile
from docket.model import urls
from docket.model.settings import Settings
from docket.views.site import Site

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
"""The Content-Security-Policy (CSP level 3): only files of the site itself, no inline script or
style."""

SEARCHING = {"script-src": "'self' 'wasm-unsafe-eval'"}
"""What the policy of a site with search has in addition: its script compiles WebAssembly, which
runs in the page's sandbox and can load nothing. Hosts join the headers of all rules that match a
path, and of two policies the stricter wins, so the pages of the search alone cannot have it."""


def policy(search: bool) -> str:
    """Return the Content-Security-Policy of a site with or without search."""
    directives = {**POLICY, **(SEARCHING if search else {})}
    return "; ".join(f"{name} {value}" for name, value in directives.items())


EVERYWHERE = {
    "Content-Security-Policy": policy(search=False),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
OPEN = {"Access-Control-Allow-Origin": "*"}
"""Allow scripts of any site to read the data (CORS)."""

RULES: Mapping[str, Mapping[str, str]] = {
    "/*": EVERYWHERE,
    f"/{urls.API.split('/')[0]}/*": OPEN,
    f"/{urls.SCHEMA.split('/')[0]}/*": OPEN,
}


def files(site: Site, settings: Settings) -> Iterator[OutputFile]:
    """Yield _headers, with a strict policy for all pages and open access to the data files."""
    everywhere = {**EVERYWHERE, "Content-Security-Policy": policy(site.has("search"))}
    lines = []
    for path, headers in {**RULES, "/*": everywhere}.items():
        lines += [path, *(f"  {name}: {value}" for name, value in headers.items())]
    content = "".join(f"{line}\n" for line in lines).encode()
    yield OutputFile(
        "_headers", "text/plain", content, "HTTP headers for the host", settings.code_licence
    )
