"""Every change of what a site is made from beside its records, and of what lies in its output and
its cache: settings, templates, schemas, prose, theme, base map, plugins, history."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from edits import CACHE, CITY, DIRECTIVE, put
from inputs import (
    Edit,
    commit,
    each_of_the_cache,
    edited_and_committed,
    flip,
    keep_the_cache,
    keep_the_output,
    more,
    move,
    older_page,
    remove,
    rename,
    replace,
    restore_the_cache,
    restore_the_output,
    schema,
    site,
    write,
)


def put_last(project: Path) -> None:
    """Change a record."""
    put(CITY, title="Last City")(project, 0)


ABOUT, CONF = "content/pages/about.md", "pelicanconf.py"

INPUTS: dict[str, Edit] = {
    "template: a page's text": replace("theme/templates/record.html", "</h1>", "</h1><b>new</b>"),
    "template: a list's text": replace("theme/templates/list.html", "</h1>", "</h1><b>new</b>"),
    "template: what all pages are made from": replace(
        "theme/templates/base.html", "</footer>", "<b>new</b></footer>"
    ),
    "template: macros": replace("theme/templates/macros.html", "</a>", "</a><!-- new -->"),
    "template: of prose": replace("theme/templates/page.html", "</h1>", "</h1><b>new</b>"),
    "template: one more, for a kind": write(
        "theme/templates/event.html", "{% extends 'record.html' %}"
    ),
    "template: one more, that is a part": write("theme/templates/own.html", "<b>part</b>"),
    "template: includes it": replace(
        "theme/templates/record.html", "</h1>", "</h1>{% include 'own.html' %}"
    ),
    "template: the part": write("theme/templates/own.html", "<b>another part</b>"),
    "template: that one, with text": write(
        "theme/templates/event.html",
        "{% extends 'record.html' %}{% block title %}An event{% endblock %}",
    ),
    "template: one less": remove("theme/templates/event.html"),
    "template: an override": more("THEME_TEMPLATES_OVERRIDES = [DOCKET_PROJECT + '/override']"),
    "template: in the override": write("override/404.html", "Gone."),
    "template: another in the override": write("override/404.html", "Gone away."),
    "schema: title of a kind": schema("directive", lambda one: one.update(title="Measure")),
    "schema: plural title": schema(
        "directive", lambda one: one.update({"x-title-plural": "Measures"})
    ),
    "schema: description": schema(
        "event", lambda one: one.update(description="Another description.")
    ),
    "schema: title of a property": schema(
        "agency", lambda one: one["properties"]["level"].update(title="Tier")
    ),
    "schema: hint": schema(
        "agency", lambda one: one["properties"]["level"].update({"x-hint": "Another hint."})
    ),
    "schema: a term": schema(
        "court", lambda one: one["properties"]["level"]["x-terms"].update(trial="Court of trial")
    ),
    "schema: a status": schema(
        "directive",
        lambda one: one["x-status"]["terms"].update({"blocked-in-part": "Partly blocked"}),
    ),
    "schema: why a status": schema(
        "directive", lambda one: one["x-steps"]["signed"].update(because="Another reason.")
    ),
    "schema: order of kinds": schema("directive", lambda one: one.update({"x-order": 9})),
    "schema: facets": schema("event", lambda one: one["x-facets"].remove("agencies")),
    "schema: shape": schema("event", lambda one: one.update({"x-shape": "diamond"})),
    "schema: what is featured": schema("place", lambda one: one["x-featured"].remove("geoid")),
    "schema: what a reference is called": schema(
        "agency", lambda one: one["properties"]["place"]["x-ref"].update(reverse="Offices here")
    ),
    "schema: what a relation is called": schema(
        "common",
        lambda one: one["$defs"]["relation"]["properties"]["record"]["x-ref"]["reverse"].update(
            {"responds-to": "Answered in"}
        ),
    ),
    "schema: date of a kind": schema(
        "challenge", lambda one: one.update({"x-date": ["injunction-granted"]})
    ),
    "schema: what an effect does": schema(
        "event", lambda one: one["x-effects"].update(blocks={"status": "concluded"})
    ),
    "site: site_name": site(site_name="Another Docket"),
    "site: site_url": site(site_url="https://another.test"),
    "site: tagline": site(tagline="Another tagline"),
    "site: description": site(description="Another description."),
    "site: data_licence_name": site(data_licence_name="CC0 1.0"),
    "site: data_licence_url": site(
        data_licence_url="https://creativecommons.org/publicdomain/zero/1.0/"
    ),
    "site: code_licence": site(code_licence="BSD-3-Clause"),
    "site: author": site(author="The Editors"),
    "site: language": site(language="en-US"),
    "site: repository_url": site(repository_url="https://code.test/another"),
    "site: page_size": site(page_size=1),
    "site: feed_size": site(feed_size=1),
    "site: as_of": site(as_of="2025-12-01"),
    "file: moved into a folder": move(
        f"data/{DIRECTIVE}.yaml", "data/directives/ca/executive-directive-12.yaml"
    ),
    "file: moved on": move(
        "data/directives/ca/executive-directive-12.yaml",
        "data/directives/zz/executive-directive-12.yaml",
    ),
    "file: moved back": move(
        "data/directives/zz/executive-directive-12.yaml", f"data/{DIRECTIVE}.yaml"
    ),
    "file: of a place, moved": move(f"data/{CITY}.yaml", "data/places/zz/test-city.yaml"),
    "file: of a place, moved back": move("data/places/zz/test-city.yaml", f"data/{CITY}.yaml"),
    "file: renamed with all that names it": rename("harbor-city", "port-city"),
    "file: removed": remove("data/directives/withdrawn-order.yaml"),
    "settings: DOCKET_FEEDS": more("DOCKET_FEEDS = ['all']"),
    "settings: DOCKET_FEEDS, all": more("del DOCKET_FEEDS"),
    "settings: DOCKET_DOWNLOADS": more("DOCKET_DOWNLOADS = ['records', 'index']"),
    "settings: DOCKET_DOWNLOADS, all": more("del DOCKET_DOWNLOADS"),
    "settings: DOCKET_JOBS": more("DOCKET_JOBS = 2"),
    "settings: a global": more("JINJA_GLOBALS = {'word': 'another global'}"),
    "settings: what lstrips": more(
        "JINJA_ENVIRONMENT = {**JINJA_ENVIRONMENT, 'lstrip_blocks': False, 'trim_blocks': False}"
    ),
    "settings: Markdown": more("MARKDOWN = {'output_format': 'html5'}"),
    "settings: SITENAME": more("SITENAME = 'Another name'"),
    "settings: SITEURL": more("SITEURL = 'https://another.test'"),
    "settings: DEFAULT_LANG": more("DEFAULT_LANG = 'es'"),
    "settings: where prose lies": more(
        "PAGE_URL, PAGE_SAVE_AS = 'p/{slug}/', 'p/{slug}/index.html'"
    ),
    "settings: where prose lay": more("PAGE_URL, PAGE_SAVE_AS = '{slug}/', '{slug}/index.html'"),
    "settings: where the theme's files lie": more("THEME_STATIC_DIR = 'look'"),
    "settings: where the theme's files lay": more("THEME_STATIC_DIR = 'theme'"),
    "filter: its body": replace(CONF, " body ", " another body "),
    "filter: its helper": replace(CONF, '"own helper "', '"another helper "'),
    "filter: a constant": replace(CONF, 'CONSTANT = "constant"', 'CONSTANT = "another"'),
    "filter: a module beside": write("helper.py", "def word(): return ' of another module'\n"),
    "filter: a module imported late": write("lazily.py", "WORD = ' of another lazy module'\n"),
    "plugin: an owner's, its code": replace("more/hello/__init__.py", '"hello "', '"good day "'),
    "plugin: an owner's, its data": write("more/hello/word.txt", "two"),
    "plugin: one less": more("PLUGINS.remove('hello')"),
    "plugin: one more": more("PLUGINS.insert(1, 'hello')"),
    "plugin: maps off": more("PLUGINS.remove('docket_maps')"),
    "plugin: maps on": more("PLUGINS.insert(1, 'docket_maps')"),
    "plugin: threads off": more("PLUGINS.remove('docket_threads')"),
    "plugin: threads on": more("PLUGINS.insert(1, 'docket_threads')"),
    "plugin: in force off": more("PLUGINS.remove('docket_in_force')"),
    "plugin: in force on": more("PLUGINS.insert(1, 'docket_in_force')"),
    "prose: text": replace(ABOUT, "A page of prose", "A page of other prose"),
    "prose: title": replace(ABOUT, "Title: About", "Title: About this"),
    "prose: description": replace(ABOUT, "What this miniature is", "What this is"),
    "prose: slug": replace(ABOUT, "Slug: about", "Slug: about-us"),
    "prose: one more": write(
        "content/pages/terms.md", "Title: Terms\nSlug: terms\nDescription: Terms.\n\nText.\n"
    ),
    "prose: a draft": write(
        "content/pages/terms.md",
        "Title: Terms\nSlug: terms\nStatus: draft\nDescription: Terms.\n\nText.\n",
    ),
    "prose: one less": remove("content/pages/terms.md"),
    "extra file: text": write("content/extra/extra.txt", "another text"),
    "extra file: moved": move("content/extra/extra.txt", "content/extra/well-known/extra.txt"),
    "extra file: removed": remove("content/extra/well-known/extra.txt"),
    "theme: style": write("theme/static/css/own.css", "b { color: red }"),
    "theme: another style": write("theme/static/css/own.css", "b { color: blue }"),
    "theme: a script": write("theme/static/js/own.js", "'use strict';"),
    "theme: a script less": remove("theme/static/js/own.js"),
    "theme: the icon": replace("theme/static/icon.svg", "<svg", "<svg id='icon'"),
    "base map: states": replace("theme/basemap/states.geojson", '"California"', '"Kalifornien"'),
    "base map: a line": replace("theme/basemap/states.geojson", "[-86.69,30.99]", "[-86.69,30.9]"),
    "base map: counties": replace(
        "theme/basemap/counties/06.geojson", '"Los Angeles"', '"Los Ángeles"'
    ),
    "history: committed on a later day": edited_and_committed("2025-10-05"),
    "history: nothing new": commit("2025-10-06"),
    "history: none": lambda project: shutil.rmtree(project / ".git"),
    "output: a page deleted": remove(f"output/{DIRECTIVE}/index.html"),
    "output: a page edited": write(f"output/{DIRECTIVE}/index.html", "spoilt"),
    "output: a page edited unseen": older_page,
    "output: a data file deleted": remove("output/api/v1/index.json"),
    "output: the checksums edited": write("output/SHA256SUMS", "spoilt"),
    "output: a backup": keep_the_output,
    "output: the backup restored": restore_the_output,
    "output: deleted": lambda project: shutil.rmtree(project / "output"),
    "cache: deleted": lambda project: shutil.rmtree(project / CACHE),
    "cache: files cut short": each_of_the_cache(
        lambda file: os.truncate(file, file.stat().st_size // 2)
    ),
    "cache: files emptied": each_of_the_cache(lambda file: os.truncate(file, 0)),
    "cache: first bytes changed": each_of_the_cache(flip(0)),
    "cache: bytes changed inside": each_of_the_cache(flip(0.5)),
    "cache: last bytes changed": each_of_the_cache(flip(1)),
    "cache: of another version": each_of_the_cache(
        lambda file: file.write_bytes(b"docket\x00\x01" + file.read_bytes()[8:])
    ),
    "cache: an old one, kept": keep_the_cache,
    "cache: an old one, restored": restore_the_cache,
    "a record after all of this": put_last,
}
"""What is changed, one after the other."""
