"""The writer's desk: a page of each blog that is made when it is asked for, and stands in no site."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime

from markupsafe import Markup, escape
from mkdocs.commands.build import get_context
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from ..blog.desk import Untidy, untidy, waiting, words_by_month
from ..blog.errors import Problem, Severity
from ..blog.post import Post
from ..blog.reading_time import count_words
from ..blog.source_text import rough_html
from ..building import Build
from ..chart import draw_words
from ..theming import PACKAGE, STYLESHEET
from ..viewer import Viewer
from ..views import AlikeView, DeskPostView, DeskView, ProblemView, UntidyView
from .site import Site

NAME = "_desk"
_STYLES = "assets/blogposts-desk.css"
# Below the page is left room for it, so that it never covers the last lines.
_BADGE = Markup(
    """<style>
#blogposts-desk{{all:initial;position:fixed;inset-block-end:12px;inset-inline-start:12px;z-index:2147483000;
padding:5px 12px;border-radius:99px;background:#1f2430;color:#fff;font:600 13px/1.5 system-ui,sans-serif;cursor:pointer;
box-shadow:0 0 0 1px #fff4,0 2px 8px #0006}}
#blogposts-desk:is(:hover,:focus-visible){{text-decoration:underline}}
#blogposts-desk:focus-visible{{outline:3px solid #7aa7ff;outline-offset:2px}}
#blogposts-desk b{{margin-inline-start:6px;padding:0 6px;border-radius:99px;background:#ffd166;color:#2b1a00;
font:inherit}}
@media screen{{body{{padding-block-end:56px!important}}.wy-nav-content{{padding-block-end:104px!important}}}}
.rst-versions~#blogposts-desk{{inset-block-end:56px}}
@media print{{#blogposts-desk{{display:none}}}}
</style><a id="blogposts-desk" href="{href}" lang="{lang}" dir="{direction}">{text}{count}</a>"""
)


class Desks:
    """The desks of a site's blogs."""

    def __init__(
        self,
        site: Callable[[], Site],
        problems: Callable[[], Sequence[Problem]],
        undisturbed: Callable[[], AbstractContextManager[object]],
    ) -> None:
        self.site = site
        self.problems = problems
        """What is told of the whole site: by others, or because it cannot be built."""
        self.undisturbed = undisturbed
        """Keeps edits away while a desk is made."""
        self._counted: dict[str, tuple[str, int]] = {}
        """Texts of posts with the number of their words, by source."""

    def outputs(self) -> set[str]:
        """Return where the desks would lie in the site."""
        return {output_of(build) for build in self._builds()}

    def page(self, dest_uri: str) -> str | None:
        """Return the desk at an output; None where there is none, or the writer has a page of that name."""
        if dest_uri not in self.outputs():
            return None
        with self.undisturbed():
            site = self.site()
            build = next((each for each in _with_desk(site) if output_of(each) == dest_uri), None)
            return self._page(build, site) if build and not site.source_of(dest_uri) else None

    def badge(self, dest_uri: str, root: str) -> str:
        """Return the link that pages of a blog have to its desk; `root` is the site's path on the server."""
        builds = [each for each in self._builds() if dest_uri.startswith(_folder(each))]
        build = max(builds, key=lambda each: len(_folder(each)), default=None)
        if build is None or not dest_uri.endswith(".html"):
            return ""
        words, number = build.blog.words, sum(each.severity is not Severity.HINT for each in self._problems(build))
        count = Markup('<b role="img" title="{0}" aria-label="{0}">{1}</b>').format(words("faults", n=number), number)
        values = {"lang": words.tag, "direction": words.direction, "text": words("desk")}
        return _BADGE.format(href=f"{root}{_folder(build)}{NAME}/", count=count if number else "", **values)

    def _builds(self) -> list[Build]:
        return _with_desk(self.site())

    def _problems(self, build: Build) -> set[Problem]:
        return {*self.problems(), *build.problems, *build.late_problems}

    def _page(self, build: Build, site: Site) -> str:
        """Render the desk as a page of the theme, of which no plugin hears."""
        blog = build.blog
        file = File.generated(site.config, f"{_folder(build)}{NAME}/index.md", content="")
        title = escape(f"{blog.words('desk')} – {blog.settings.title}")  # themes print titles as they are
        page = Page(str(title), file, site.config)
        page.markdown, page.meta, page.toc, page.edit_url = "", {"hide": ["toc", "footer"]}, get_toc([]), None
        values = {"desk": self._desk(build, page.url), "words": blog.words, "title": blog.settings.title}
        page.content = build.filler.fragments.render("desk", values)
        context = get_context(site.nav, site.pages(), site.config, page)
        html: str = site.env.get_template("main.html").render(context)
        return html.replace("</head>", f"<style>{_styles(site)}</style></head>", 1)

    def _desk(self, build: Build, url: str) -> DeskView:
        reading, plan, viewer = build.reading, build.plan, Viewer(build.blog, url, build.blog.words)
        now = reading.now if build.config.now else datetime.now(UTC)
        words = {post.source: self._words(build, post) for post in reading.posts}
        published = [post for post in reading.posts if plan.visibility[post.source].has_page]
        found = waiting(reading.posts, plan.visibility, now, reading.settings)

        def views(posts: Sequence[Post]) -> tuple[DeskPostView, ...]:
            return tuple(_post(post, viewer, words[post.source], reading.has_date(post)) for post in posts)

        return DeskView(
            due=views(found.due),
            drafts=views(found.drafts),
            scheduled=views(found.scheduled),
            problems=tuple(_problem(each, viewer) for each in sorted(self._problems(build), key=_worst_first)),
            chart=draw_words(words_by_month(published, words, now), viewer.words),
            untidy=tuple(_untidy(each, viewer) for each in untidy(plan.terms)),
        )

    def _words(self, build: Build, post: Post) -> int:
        """Count the words of a post; of one without a page, in its Markdown."""
        html = build.texts.get(post.source) or rough_html(build.reading.fronts[post.source].body)
        known = self._counted.get(post.source)
        if known is None or known[0] != html:
            known = self._counted[post.source] = html, count_words(html)
        return known[1]


def _with_desk(site: Site) -> list[Build]:
    return [build for build in site.builds if build.config.has_desk]


def _post(post: Post, viewer: Viewer, words: int, has_date: bool) -> DeskPostView:
    date = viewer.date(post.date) if has_date else None
    return DeskPostView(post.title, _href(post.source, viewer), date, post.source, words)


def _worst_first(problem: Problem) -> tuple[Severity, Problem]:
    return problem.severity, problem


def _problem(problem: Problem, viewer: Viewer) -> ProblemView:
    place = f"{problem.source}:{problem.line}" if problem.line else problem.source
    href = _href(problem.source, viewer)
    return ProblemView(problem.severity.name.lower(), place, problem.fault, problem.remedy, href)


def _href(source: str, viewer: Viewer) -> str:
    address = viewer.blog.plan.addresses.get(source)
    return viewer.href(address.url) if address else ""


def _untidy(found: Untidy, viewer: Viewer) -> UntidyView:
    alike = tuple(AlikeView(viewer.term(rare), viewer.term(common)) for rare, common in found.alike)
    return UntidyView(viewer.label(found.taxonomy), alike, tuple(viewer.term(term) for term in found.single))


def output_of(build: Build) -> str:
    """Return where the desk of a blog would lie in the site."""
    return f"{_folder(build)}{NAME}/index.html"


def _folder(build: Build) -> str:
    folder = build.reading.settings.url_dir
    return f"{folder}/" if folder else ""


def _styles(site: Site) -> str:
    """Return the desk's own styles; those of the blog, too, where the theme alone shows posts."""
    names = [_STYLES] if STYLESHEET in site.config.extra_css else [STYLESHEET, _STYLES]
    return "".join((PACKAGE / name).read_text(encoding="utf-8") for name in names)
