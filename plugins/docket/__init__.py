"""Civic Docket: validate records, compute linked views of them, and make pages and data files.

The library does not import Pelican, read git or use the network. Only `model.clock` reads today's
date.
"""

__version__ = "0.1.0"
