"""Random edits to a site while it is served: what is left on disk is what a fresh build would write.

More than a first look, and what was found, again:

    LIVE_SEQUENCES=50 python -m pytest tests/test_live_random.py -s
    LIVE_SEED=4711 LIVE_COMPARED=1 python -m pytest tests/test_live_random.py -s -k "material"
"""

from __future__ import annotations

import os
import random
import re
import sys
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from urllib.parse import quote

import pytest

from mkdocs_blogposts.live.loop import UPDATED
from tasks import DEV, program

from .serving import SETTLED, Served

SEQUENCES = int(os.environ.get("LIVE_SEQUENCES", "1"))
"""For each site."""
LEAST_SHARE, ENOUGH = 0.9, 40
"""How many edits to posts, terms and authors are followed page by page, once there are enough of them to say so."""
EDITS = int(os.environ.get("LIVE_EDITS", "20"))
COMPARED = int(os.environ.get("LIVE_COMPARED", "5"))
"""After how many edits the whole site is compared."""
TABS = 3
SEED = int(os.environ.get("LIVE_SEED", "0")) or random.randrange(1, 10**6)
FULL = "Building the whole site"
NOTICED, TAKEN_IN = "Detected file changes", "Reloading browsers"
"""What the server says before and after each look at what has changed."""
ALONE = ".venv-properdocs"
POSTS = "blog/posts/"
PICTURE = bytes.fromhex("89504e470d0a1a0a") + b"not quite a picture "

CONFIG = """\
site_name: Random edits
site_url: https://example.org/
theme:
  name: {theme}
plugins:
  - search
{plugins}  - blogposts:
      pagination: {pagination}
      pagination_per_page: {per_page}
      share: true
      comments: {{disqus: notes}}
      authors_profiles: {profiles}
      list_style: {style}
      draft_on_serve: {drafts}
      redirects: {redirects}
      related: {related}
      feeds: {feeds}
      head: {head}
      now: 2026-11-22 12:00
"""
CATEGORIES = ["Code", "Travel", "Food", "Ünïcode 中文", "C++"]
TAGS = ["python", "web", "life", "music", "c/d", "x"]
AUTHORS = ["ann", "ben", "cleo"]
TWINS = "{markdown: true, llms: true}"
RARE = [f"{first}{second}word" for first in "bcdfgklmnp" for second in "aeiou"] + ["缓存", "命中率", "显存"]
"""Words by which posts are related."""
SERIES = ["", "", "", "Long road", "Short road"]


@dataclass
class Post:
    """A post as its writer has it."""

    source: str
    title: str
    date: str
    body: str
    front: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        lines = [
            f"title: {self.title}",
            f"date: {self.date}",
            *(f"{key}: {value}" for key, value in self.front.items()),
        ]
        return "\n".join(["---", *lines, "---", "", self.body])


class Writer:
    """Somebody who edits a site, at random but repeatably."""

    def __init__(self, docs: Path, seed: int) -> None:
        self.docs = docs
        self.random = random.Random(seed)
        self.number = 0
        self.posts: dict[str, Post] = {}
        self.done: list[str] = []

    # The site as it begins -------------------------------------------------------

    def begin(self, count: int = 64) -> None:
        for _ in range(count):
            self._put(self._new_post())
        self._save("index.md", "# Home\n\nWelcome.\n\n```blogposts\nlatest: 3\n```\n")
        self._save("about.md", "# About\n\nSee [a post](" + min(self.posts) + ").\n")
        self._save("guide/index.md", "# Guide\n\nText.\n\n```blogposts\ntags: python\nlist_style: titles\n```\n")
        self._save("blog/index.md", "# The blog\n\nOf many things.\n")
        self.edit_authors()
        self.edit_terms()

    def _new_post(self) -> Post:
        self.number += 1
        folder = self.random.choice(["", "", "2025/", f"bundle{self.number}/"])
        name = "index.md" if folder.startswith("bundle") else f"p{self.number}.md"
        post = Post(f"{POSTS}{folder}{name}", f"Post {self.number}", self._date(), self._body())
        for change in (self._categories, self._tags, self._authors):
            change(post)
        if self.random.random() < 0.3:
            post.front["series"] = self.random.choice(SERIES)
        return post

    def _date(self) -> str:
        year, month, day = (
            self.random.choice([2024, 2025, 2025, 2026]),
            self.random.randint(1, 12),
            self.random.randint(1, 28),
        )
        return f"{year}-{month:02}-{day:02}" + self.random.choice(["", "", " 10:30:00"])

    def _body(self) -> str:
        parts = [self._paragraph() for _ in range(self.random.randint(1, 4))]
        if self.random.random() < 0.4:
            parts.insert(1, "<!-- more -->")
        if self.random.random() < 0.2:
            parts.insert(0, f"# Heading {self.random.randint(1, 99)}")
        return "\n\n".join(parts) + "\n"

    def _paragraph(self) -> str:
        words = " ".join(
            self.random.choices(["lorem", "ipsum", "中文", "*dolor*", "`sit`", "amet."], k=self.random.randint(3, 40))
            + self.random.choices(RARE, k=self.random.randint(0, 6)) * self.random.randint(1, 4)
        )
        if self.posts and self.random.random() < 0.2:
            words += f" [other]({self._link()})"
        return self.random.choice(["", "", "", "## A heading\n\n"]) + words

    def _link(self) -> str:
        """A link from the folder of posts; it may be dead, as links are."""
        return self._pick().source.removeprefix(POSTS)

    def _pick(self) -> Post:
        return self.posts[self.random.choice(sorted(self.posts))]

    # Writing ---------------------------------------------------------------------

    def _put(self, post: Post) -> None:
        self.posts[post.source] = post
        self._save(post.source, post.text)

    def _save(self, source: str, text: str) -> None:
        """Save in one of the ways in which editors do."""
        path = self.docs / source
        path.parent.mkdir(parents=True, exist_ok=True)
        way = self.random.choice(["plain", "plain", "rename", "backup", "half"])
        if way == "rename":
            beside = path.with_name(f".{path.name}.tmp")
            beside.write_text(text, encoding="utf-8")
            beside.replace(path)
            return
        backup = path.with_name(f"{path.name}~")
        if way == "backup" and path.exists():
            path.replace(backup)
        if way == "half":
            path.write_text("", encoding="utf-8")
        path.write_text(text, encoding="utf-8")
        if self.random.random() < 0.7:
            backup.unlink(missing_ok=True)

    # Edits to posts ----------------------------------------------------------------

    def edit_body(self) -> None:
        post = self._pick()
        post.body = self.random.choice([self._body(), post.body + "\nMore words.\n"])
        self._put(post)

    def edit_title(self) -> None:
        post = self._pick()
        self.number += 1
        post.title = self.random.choice([f"Renamed {self.number}", f'"Tom & <Jerry> {self.number}"', "Same title"])
        self._put(post)

    def edit_date(self) -> None:
        post = self._pick()
        post.date = self._date()
        self._put(post)

    def _change(self, *ways: Callable[[Post], None]) -> None:
        post = self._pick()
        self.random.choice(ways)(post)
        self._put(post)

    def edit_terms_of_post(self) -> None:
        self._change(self._series, self._categories, self._tags, self._authors)

    def edit_slug(self) -> None:
        self._change(self._slug)

    def edit_state(self) -> None:
        self._change(self._switch)

    def edit_excerpt(self) -> None:
        self._change(self._excerpt, self._marker)

    def edit_front(self) -> None:
        self._change(self._more)

    def edit_aliases(self) -> None:
        self._change(self._aliases, self._aliases, self._no_aliases)

    def _aliases(self, post: Post) -> None:
        """Name addresses that nobody has, that other posts name too, and that pages have."""
        self.number += 1
        known = ["/old/", f"/old/{self.number}.html", "/about/", "/extra/", "/blog/tags/web/", "https://example.org/x/"]
        post.front["aliases"] = str(self.random.sample(known, self.random.randint(1, 3)))

    def _no_aliases(self, post: Post) -> None:
        """Take the aliases from all posts but this one, so that sometimes there are none."""
        for each in [each for each in self.posts.values() if each is not post and each.front.pop("aliases", None)]:
            self._put(each)

    def _excerpt(self, post: Post) -> None:
        self.number += 1
        if post.front.pop("excerpt", None) is None:
            post.front["excerpt"] = f"In short {self.number}"

    def _marker(self, post: Post) -> None:
        marker = "<!-- more -->\n\n"
        post.body = post.body.replace(marker, "") if marker in post.body else f"The start.\n\n{marker}{post.body}"

    def _categories(self, post: Post) -> None:
        post.front["categories"] = str(self.random.sample(CATEGORIES, self.random.randint(0, 2)))

    def _tags(self, post: Post) -> None:
        names = self.random.sample(TAGS, self.random.randint(0, 3))
        if self.random.random() < 0.1:
            names.append(f"new {self.number}")
        post.front["tags"] = str(names)

    def _authors(self, post: Post) -> None:
        post.front["authors"] = str(self.random.sample(AUTHORS, self.random.randint(0, 2)))

    def _switch(self, post: Post) -> None:
        key = self.random.choice(["draft", "unlisted", "pin"])
        if post.front.pop(key, None) is None:
            post.front[key] = "true"

    def _slug(self, post: Post) -> None:
        self.number += 1
        post.front["slug"] = self.random.choice([f"slug-{self.number}", "shared-slug"])

    def _series(self, post: Post) -> None:
        post.front["series"] = self.random.choice(SERIES)

    def _more(self, post: Post) -> None:
        keys = ["links", "cover", "updated", "lang", "description", "link", "canonical", "guid", "password", "related"]
        key = self.random.choice([*keys, "related"])
        value = {"links": f"[{self._pick().source}]", "cover": "pic1.png", "updated": "2026-10-10", "lang": "de"}
        value |= {"related": self.random.choice([f"[{self._pick().source}, {self._pick().source}]", "false"])}
        value |= {"link": "https://example.com/", "canonical": f"https://example.com/{self.number}/"}
        if post.front.pop(key, None) is None:
            post.front[key] = value.get(key, f"Described {self.number}")

    def add_post(self) -> None:
        self._put(self._new_post())

    def add_translation(self) -> None:
        """Write a post in another language; sometimes there is none in the first one any more."""
        post = self._pick()
        lang = self.random.choice(["zh", "de"])
        source = f"{post.source.removesuffix('.md')}.{lang}.md"
        if "." in post.source.removesuffix(".md") or source in self.posts:
            return
        self.number += 1
        self._put(Post(source, f"{lang} {self.number}", post.date, self._body(), dict(post.front)))

    def edit_updates(self) -> None:
        self._change(self._updates)

    def _updates(self, post: Post) -> None:
        self.number += 1
        if post.front.pop("updates", None) is None:
            post.front["updates"] = f"[{{date: 2026-10-{self.number % 28 + 1:02}, note: Changed {self.number}}}]"

    def delete_post(self) -> None:
        post = self.posts.pop(self._pick().source)
        (self.docs / post.source).unlink()

    def rename_post(self) -> None:
        self._rename(lambda folder: folder)

    def move_post(self) -> None:
        self._rename(lambda _: self.random.choice(["", "2025/", "2026/deep/"]))

    def _rename(self, folder_of: Callable[[str], str]) -> None:
        post = self.posts.pop(self._pick().source)
        self.number += 1
        old = self.docs / post.source
        folder = folder_of(post.source.removeprefix(POSTS).rpartition("/")[0])
        post.source = f"{POSTS}{folder.rstrip('/')}/renamed{self.number}.md".replace("//", "/")
        self.posts[post.source] = post
        (self.docs / post.source).parent.mkdir(parents=True, exist_ok=True)
        old.rename(self.docs / post.source)

    def break_and_mend_post(self) -> None:
        post = self._pick()
        bad = self.random.choice(["---\ntitle: [a\n---\n\nx\n", "---\ndate: 2026-13-45\n---\n\nx\n", "---\n- a\n---\n"])
        (self.docs / post.source).write_text(bad, encoding="utf-8")
        time.sleep(self.random.choice([0, 0.05, 0.8]))
        post.body += "\nMended.\n"
        self._put(post)

    def take_folder_out_and_in(self) -> None:
        folder, away = self.docs / POSTS / "2025", self.docs.parent / "away"
        if folder.exists():
            folder.rename(away)
            time.sleep(self.random.choice([0, 0.05, 0.8]))
            away.rename(folder)

    def edit_several(self) -> None:
        for _ in range(self.random.randint(2, 6)):
            self.random.choice([self.edit_body, self.edit_title, self.edit_date, self.edit_front, self.add_post])()
            time.sleep(self.random.choice([0, 0.01, 0.1]))

    # Edits to terms and authors ---------------------------------------------------

    def edit_authors(self) -> None:
        self.number += 1
        lines = ["authors:"]
        for name in AUTHORS:
            lines += [
                f"  {name}:",
                f"    name: {name.title()} {self.random.choice(['', 'B.', 'C.'])}",
                "    description: Writes",
            ]
        self._save("blog/.authors.yml", "\n".join([*lines, f"# {self.number}", ""]))

    def edit_terms(self) -> None:
        lines = ["tags:"]
        for name in self.random.sample(TAGS, 3):
            title = self.random.choice([name, name.upper()])
            lines += [f"  {name}:", f"    title: {title} & co", f"    description: D{self.random.randint(1, 9)}"]
            lines += [f"    slug: own-{title.strip('/').replace('/', '')}"] if self.random.random() < 0.3 else []
        self._save("blog/.taxonomies.yml", "\n".join([*lines, ""]))

    def edit_defaults(self) -> None:
        path = f"{POSTS}2025/.meta.yml"
        if (self.docs / path).exists() and self.random.random() < 0.3:
            (self.docs / path).unlink()
        else:
            self._save(path, f"tags: [{self.random.choice(TAGS)}]\n")

    # Edits to the rest --------------------------------------------------------------

    def edit_index(self) -> None:
        path = self.docs / "blog/index.md"
        way = self.random.random()
        if way < 0.15 and path.exists():
            path.unlink()
            return
        title = self.random.choice(["The blog", "The blog", "The blog", "Another blog"])
        front = self.random.choice(["", *(f"---\nauthor: {name}\n---\n" for name in [*AUTHORS, "nobody"])])
        self._save("blog/index.md", f"{front}# {title}\n\nText {self.random.randint(1, 999)}.\n")

    def edit_asking_page(self) -> None:
        query = self.random.choice(
            ["latest: 3", "latest: 5\nlist_style: cards", "tags: web", "categories: Code", "year: 2025"]
        )
        source = self.random.choice(["index.md", "guide/index.md"])
        title = {"index.md": "Home", "guide/index.md": "Guide"}[source]
        block = self.random.choice([f"```blogposts\n{query}\n```\n", f"```blogposts\n{query}\n```\n", ""])
        self._save(source, f"# {title}\n\nText {self.random.randint(1, 999)}.\n\n{block}")

    def edit_page(self) -> None:
        title = self.random.choice(["About", "About", "About us"])
        link = self.random.choice([self._pick().source, "guide/index.md"])
        self._save("about.md", f"# {title}\n\nText {self.random.randint(1, 999)} [a]({link}).\n")

    def add_or_delete_page(self) -> None:
        path = self.docs / "extra.md"
        if path.exists():
            path.unlink()
        else:
            self._save("extra.md", "# Extra\n\nText.\n")

    def touch_config(self) -> None:
        (self.docs.parent / "mkdocs.yml").touch()

    def edit_while_building(self) -> None:
        self.add_or_delete_page()
        for _ in range(self.random.randint(1, 3)):
            time.sleep(self.random.choice([0, 0.3, 0.6, 1]))
            self.random.choice([self.edit_body, self.edit_title, self.edit_terms, self.delete_post, self.edit_page])()

    def edit_picture(self) -> None:
        post = self._pick()
        picture = (self.docs / post.source).with_name(f"pic{self.random.randint(1, 3)}.png")
        if picture.exists() and self.random.random() < 0.3:
            picture.unlink()
        else:
            picture.write_bytes(PICTURE + str(self.random.random()).encode())
        if self.random.random() < 0.5:
            post.body += f"\n![a picture]({picture.name})\n"
            self._put(post)


POST_EDITS = """
edit_body edit_title edit_date edit_terms_of_post edit_slug edit_state edit_excerpt edit_front edit_aliases
add_post add_translation edit_updates delete_post rename_post move_post break_and_mend_post edit_several
take_folder_out_and_in edit_authors edit_terms edit_defaults
""".split()
OTHER_EDITS = """
edit_index edit_asking_page edit_page add_or_delete_page edit_picture edit_picture touch_config edit_while_building
""".split()


class Tab(threading.Thread):
    """A page open in a browser, which loads it again whenever the server says that it is another."""

    def __init__(self, served: Served, path: str) -> None:
        super().__init__(daemon=True)
        self.served = served
        self.path = path
        self.text = ""
        self.start()

    def run(self) -> None:
        with suppress(OSError):  # the server ends first
            while True:
                self.path, page = self.served.follow(self.path)
                found = _EPOCH.search(page)
                if found is None:
                    return
                self.text = as_read(page)
                self._wait(int(found[1]))

    def _wait(self, epoch: int) -> None:
        """Wait as the script in each page does."""
        request = urllib.request.Request(f"{self.served.url}livereload/{epoch}/1", headers={"Referer": self.referer})
        while True:
            with urllib.request.urlopen(request, timeout=90) as answer:
                if int(answer.read()) > epoch:
                    return

    @property
    def referer(self) -> str:
        return self.served.url + self.path

    @property
    def is_up_to_date(self) -> bool:
        """Whether the tab shows what is served now; one that showed no page is not loaded again by itself."""
        return not self.is_alive() or self.text == as_read(self.served.get(self.path))

    def difference(self) -> str:
        """Say in what the page that is served differs from the one that is shown."""
        now = as_read(self.served.get(self.path)).splitlines()
        lines = unified_diff(self.text.splitlines(), now, f"shown {self.path}", "served", n=0, lineterm="")
        return "\n".join(line[:300] for line in [*lines][:14])


class Reader(threading.Thread):
    """Somebody who reads the site while it is written, in no order."""

    def __init__(self, served: Served, seed: int) -> None:
        super().__init__(daemon=True)
        self.served = served
        self.random = random.Random(seed)
        self.pages: list[Path] = []
        """Where there were some a moment ago."""
        self.tabs: list[Tab] = []
        self.faults: list[str] = []
        self.start()

    def run(self) -> None:
        while self.served.process.poll() is None:
            with suppress(OSError, IndexError):  # a folder went, or the server
                self._read()
            time.sleep(self.random.choice([0, 0, 0.02, 0.1, 0.2]))

    def _read(self) -> None:
        if self.random.random() < 0.05 or not self.pages:
            root = self.served.root  # another one after each build
            self.pages = [path.parent.relative_to(root) for path in root.rglob("index.html")]
        folder = self.random.choice(self.pages).as_posix()
        path = "blog/_desk/" if self.random.random() < 0.05 else quote(f"{folder}/").removeprefix("./")
        answer = self.served.get(path)
        if answer.startswith("5") or not (answer.startswith("404") or "</html>" in answer):
            self.faults.append(f"{path}: {answer[:300]}")
        if len(self.tabs) < TABS or self.random.random() < 0.02:
            self.tabs = [*self.tabs[1 - TABS :], Tab(self.served, path)]

    def behind(self) -> list[str]:
        """Return how pages differ from what is served that a tab shows as they were before."""
        end = time.monotonic() + 5
        while (found := [tab for tab in self.tabs if not tab.is_up_to_date]) and time.monotonic() < end:
            time.sleep(0.05)
        return [tab.difference() for tab in found]


_EPOCH = re.compile(r"livereload\(([0-9]+), [0-9]+\);")
_COUNT = re.compile(r"(?<=>Desk)<b .*?</b>(?=</a>)")


def as_read(page: str) -> str:
    """Return a page without the moment it was loaded, and the number of hints on the desk, for which none is."""
    return _COUNT.sub("", _EPOCH.sub("", page))


class Sequence:
    """Some edits to one served site; counts how each was followed."""

    def __init__(self, served: Served, writer: Writer, reader: Reader) -> None:
        self.served = served
        self.writer = writer
        self.reader = reader
        self.followed: Counter[str] = Counter()
        self.full: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.done: list[str] = []

    def edit(self) -> None:
        name = self.writer.random.choice(POST_EDITS * 2 + OTHER_EDITS)
        since = len(self.served.lines)
        edit: Callable[[], None] = getattr(self.writer, name)
        edit()
        self.settle(since)
        self.done.append(name)
        said = [line for line in self.served.lines[since:] if FULL in line]
        (self.full if said else self.followed)[name] += 1
        self.reasons.update(f"{name}: {line.split(FULL)[1].strip(': ').strip()}" for line in said)

    def settle(self, since: int) -> None:
        """Wait until the last edit has settled; one that changes nothing is followed by silence."""
        end = time.monotonic() + 120
        quiet, lines = time.monotonic(), len(self.served.lines)
        while True:
            time.sleep(0.02)
            assert time.monotonic() < end, f"never settled after {self.done}:\n{self.served.log[-4000:]}"
            if len(self.served.lines) != lines:
                quiet, lines = time.monotonic(), len(self.served.lines)
            said = self.served.lines[since:]
            silent = time.monotonic() - quiet
            if not _is_busy(said) and silent > (0.4 if any(SETTLED in line for line in said) else 2):
                return

    def check(self) -> None:
        assert "blogposts-desk__note" in self.served.get("blog/_desk/")  # no file of the site changes for it
        found = self.served.differences()
        assert not found, f"{found[:12]} after {self.done[-COMPARED:]}\n{self._first(found)}\n{self.served.log[-3000:]}"
        assert "Traceback" not in self.served.log, self.served.log[-4000:]
        assert not self.reader.faults
        behind = self.reader.behind()
        assert not behind, f"{behind} after {self.done}:\n{self.served.log[-3000:]}"

    def _first(self, found: list[str]) -> str:
        """Return in what the first outputs differ."""
        lines: list[str] = []
        for path in [path for path in found if ":" not in path and not path.endswith(".gz")][:3]:
            old, new = (
                (root / path).read_text().splitlines() for root in (self.served.root, self.served.temp / "fresh")
            )
            lines += [
                line[:300] for line in unified_diff(old, new, f"served {path}", f"fresh {path}", n=0, lineterm="")
            ][:14]
        return "\n".join(lines)


def _is_busy(said: list[str]) -> bool:
    """Tell whether the server has something to do."""
    last = next((line for line in reversed(said) if any(word in line for word in (UPDATED, FULL, SETTLED))), SETTLED)
    looks, looked = (sum(word in line for line in said) for word in (NOTICED, TAKEN_IN))
    return SETTLED not in last or looks > looked


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


@dataclass(frozen=True)
class Kind:
    """What a site is made with."""

    name: str
    theme: str
    plugins: str = ""
    generator: str = "mkdocs"
    environment: str = DEV


KINDS = [
    Kind("mkdocs", "mkdocs"),
    Kind("material", "material", "  - tags\n"),
    Kind("properdocs", "mkdocs", generator="properdocs", environment=ALONE),
]


def _config(kind: Kind, seed: int) -> str:
    choice = random.Random(seed)
    return CONFIG.format(
        theme=kind.theme,
        plugins=kind.plugins,
        pagination=choice.choice(["true", "{within: categories}", "{orphans: 1}"]),
        per_page=choice.choice([3, 5, 10]),
        redirects=choice.choice(["true", "{file: true}", "{pages: false, file: rules.txt}"]),
        related=choice.choice(["true", "{count: 5, backlinks: true}", "{count: 2, backlinks: true}"]),
        feeds=choice.choice(["true", "{length: 5, archive: true, lists: true}", "{content: excerpt}", TWINS]),
        head=choice.choice(["true", "true", "{sitemap: first, image: pic1.png}", "false"]),
        profiles=choice.choice(["true", "false"]),
        drafts=choice.choice(["true", "true", "false"]),
        style=choice.choice(
            [
                "auto",
                "list",
                "{style: cards, lead: true}",
                "titles",
                "full",
                "{languages: apart}",
                "{style: list, languages: apart}",
            ]
        ),
    )


@pytest.fixture(scope="module")
def shares() -> Iterator[Counter[bool]]:
    """How many edits to posts, terms and authors were followed, and how many were not."""
    counted: Counter[bool] = Counter()
    yield counted
    share = counted[True] / (counted.total() or 1)
    _say(f"SHARE {share:.3f} of {counted.total()} edits to posts, terms and authors were followed page by page")
    assert share >= LEAST_SHARE or counted.total() < ENOUGH


@pytest.mark.timeout(900)
@pytest.mark.parametrize("number", range(SEQUENCES))
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_random_edits_leave_what_a_fresh_build_would_write(
    kind: Kind, number: int, tmp_path: Path, shares: Counter[bool]
) -> None:
    seed = SEED + number
    _say(f"LIVE_SEED={seed} on {kind.name}")
    python = sys.executable if kind.environment == DEV else program("python", kind.environment)
    if not Path(python).exists():
        pytest.skip(f"no {kind.environment}: `python3 tasks.py setup` makes it")
    site = tmp_path / "site"
    writer = Writer(site / "docs", seed)
    writer.begin()
    (site / "mkdocs.yml").write_text(_config(kind, seed), encoding="utf-8")
    with Served(site, "--verbose", generator=kind.generator, python=python) as served:
        sequence = Sequence(served, writer, Reader(served, seed))
        sequence.settle(0)  # a large site is written after the start
        for at in range(1, EDITS + 1):
            sequence.edit()
            if at % COMPARED == 0 or at == EDITS:
                sequence.check()
    followed, full = (sum(each[name] for name in POST_EDITS) for each in (sequence.followed, sequence.full))
    shares.update({True: followed, False: full})
    _say(f"FINE {kind.name} {seed}: {followed} followed, {full} built whole; {dict(sequence.reasons)}")
