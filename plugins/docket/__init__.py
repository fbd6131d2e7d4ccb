"""Civic Docket: records in, checked and linked views and files out. Knows nothing of Pelican, the
clock, git or the network."""

__version__ = "0.1.0"
