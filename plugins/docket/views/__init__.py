"""Compute views: frozen answers about the library, for pages and exports.

Views are pure functions of what the rooms `model` to `status` return.
"""
