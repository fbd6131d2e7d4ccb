"""Settings for publishing: the same site at its public address, which DOCKET_SITE_URL in the
environment may give."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *  # noqa: F403 - Pelican's way of deriving one settings file from another
from pelicanconf import DOCKET_SITE

DOCKET_SITE = {
    **DOCKET_SITE,
    "site_url": os.environ.get("DOCKET_SITE_URL", DOCKET_SITE["site_url"]),
}
