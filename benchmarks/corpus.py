"""Writes a blog of any size, the same one each time: `python -m benchmarks.corpus DIR --posts 500`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

CATEGORIES = (
    "Databases Networking Storage Compilers Testing Security Observability Deployment Packaging Documentation "
    "Hardware Kernels Languages Statistics Typography "
    "缓存 推理 调度 量化 微调 检索 评测 语料 训练 对齐 机房 读书 旅行 随笔 摄影"
).split()
TAGS = (
    "postgres sqlite redis kafka nginx haproxy linux freebsd docker podman kubernetes terraform ansible python rust "
    "golang zig haskell ocaml erlang git make bazel pytest hypothesis fuzzing tracing logging metrics alerting "
    "吞吐 延迟 显存 带宽 温度 采样 分词 注意力 位置编码 混合专家 蒸馏 剪枝 稀疏 精度 "
    "批处理 流式 前缀 草稿模型 对比实验 复现 散热 电源 交换机 网卡 光纤 备份 快照 迁移 值班 故障"
).split()
AUTHORS = "ada brook chen dara emil fang grete hideo ines jun".split()
LENGTHS = (2_500, 4_000, 5_500, 6_500, 7_000, 8_000, 9_000, 12_000, 24_000)
"""Bytes that a post has at least; each is as likely as the others."""
SPAN = 3_650
"""Days over which posts are spread, whatever their number."""
FIRST_DAY = date(2015, 1, 5)
IMAGES = 40

_ENGLISH = (
    "the a of to and in that it is was for on with as be by at from this which when where after before because while "
    "server request queue buffer worker thread lock index table page cache key value token batch model layer weight "
    "kernel driver packet socket client proxy cluster node disk block file folder path process signal timer log trace "
    "reads writes sends keeps drops grows waits fails retries measures compares moves splits merges sorts counts holds "
    "slow fast small large cold warm empty full stable early late second third last steady quiet careful simple"
).split()
_CHINESE = (
    "的 了 在 是 和 把 被 从 到 对 我们 这个 那次 一次 每天 后来 因为 所以 如果 然后 已经 还是 只有 几乎 "
    "服务器 请求 队列 缓存 线程 索引 内存 显存 模型 参数 权重 推理 训练 数据 日志 指标 延迟 吞吐 机房 风扇 温度 "
    "网络 磁盘 测量 比较 等待 重试 失败 增长 变慢 变快 拆分 合并 "
    "记录 发现 修改 保留 删除 解释 复现 稳定 缓慢 简单 仔细 第一 最后"
).split()


@dataclass(frozen=True)
class Entry:
    """One post to be written: what others may link to."""

    number: int
    day: date
    chinese: bool

    @property
    def name(self) -> str:
        """The name of the file; the language is no part of it."""
        return f"{self.day}-{'biji' if self.chinese else 'note'}-{self.number:05}.md"

    @property
    def path(self) -> str:
        """Where the file lies, below the posts' folder."""
        return f"{self.day.year}/{self.name}"


class Writer:
    """Writes the text of one post."""

    def __init__(self, entry: Entry, entries: list[Entry], seed: int) -> None:
        self.entry = entry
        self.entries = entries
        self.random = Random(f"{seed} {entry.number}")
        self.words, self.space, self.stop = (_CHINESE, "", "。") if entry.chinese else (_ENGLISH, " ", ". ")

    def text(self) -> str:
        """Return the whole file, front matter included."""
        blocks = [self._front_matter(), f"# {self._title()}", self._paragraph()]
        blocks += ["<!-- more -->"] if self.random.random() < 0.5 else []
        length, wanted = 0, self.random.choice(LENGTHS)
        while length < wanted:
            block = self._block()
            blocks.append(block)
            length += len(block.encode())
        return "\n\n".join(blocks) + "\n"

    def _front_matter(self) -> str:
        lines = [
            f"date: {self.entry.day}",
            f"categories: [{', '.join(self.random.sample(CATEGORIES, 3))}]",
            f"tags: [{', '.join(self.random.sample(TAGS, 5))}]",
            f"authors: [{', '.join(self.random.sample(AUTHORS, self.random.choice((1, 1, 1, 2))))}]",
        ]
        return "\n".join(["---", *lines, *(["lang: zh"] if self.entry.chinese else []), "---"])

    def _title(self) -> str:
        return f"{self._some(3, 7).capitalize()} {self.entry.number}"

    def _block(self) -> str:
        kinds: tuple[Callable[[], str], ...] = (self._heading, self._list, self._code, self._table, self._image)
        return self.random.choice((self._paragraph,) * 8 + kinds)()

    def _some(self, least: int, most: int) -> str:
        return self.space.join(self.random.choices(self.words, k=self.random.randint(least, most)))

    def _paragraph(self) -> str:
        return "".join(self._sentence() for _ in range(self.random.randint(3, 7))).strip()

    def _sentence(self) -> str:
        start, end = self._some(4, 9), self._some(3, 8)
        middle = self.random.choice((self._plain, self._plain, self._plain, self._strong, self._inline, self._link))()
        return self.space.join([start.capitalize(), middle, end]) + self.stop

    def _plain(self) -> str:
        return self._some(2, 4)

    def _strong(self) -> str:
        return f"**{self._some(1, 3)}**"

    def _inline(self) -> str:
        return f"`{self.random.choice(_ENGLISH)}_{self.random.choice(_ENGLISH)}()`"

    def _link(self) -> str:
        return f"[{self._some(2, 4)}](../{self.random.choice(self.entries).path})"

    def _heading(self) -> str:
        return f"{self.random.choice(('##', '##', '###'))} {self._some(2, 6).capitalize()}"

    def _list(self) -> str:
        return "\n".join(f"- {self._sentence().strip()}" for _ in range(self.random.randint(3, 6)))

    def _code(self) -> str:
        lines = [f"def {self._name()}({self._name()}: int) -> list[str]:", f'    """{self._some(3, 6)}."""']
        lines += [self._assignment() for _ in range(self.random.randint(2, 6))]
        return "\n".join(["```python", *lines, f"    return [{self._name()}]", "```"])

    def _assignment(self) -> str:
        return f'    {self._name()} = {self._name()}("{self._name()}", {self.random.randint(0, 999)})'

    def _name(self) -> str:
        return f"{self.random.choice(_ENGLISH)}_{self.random.choice(_ENGLISH)}"

    def _table(self) -> str:
        rows = [[self._some(1, 2), *(f"{self.random.uniform(1, 900):.1f}" for _ in range(3))] for _ in range(5)]
        head = ["", "p50", "p95", "p99"]
        return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * 4, *rows])

    def _image(self) -> str:
        return f"![{self._some(2, 5)}](../../../images/figure-{self.random.randrange(IMAGES):02}.svg)"


def write(docs: Path, posts: int, seed: int = 1) -> None:
    """Write a docs folder with a blog of that many posts; same number and seed, same bytes."""
    entries = [Entry(number, day_of(number, posts), number % 2 == 1) for number in range(posts)]
    for path, text in _files(entries, seed):
        target = docs / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


def day_of(number: int, posts: int) -> date:
    """Return the day of a post, of that many."""
    return FIRST_DAY + timedelta(days=number * SPAN // posts)


def _files(entries: list[Entry], seed: int) -> Iterator[tuple[str, str]]:
    yield "index.md", "# Home\n\nA site with a blog.\n"
    yield "blog/.authors.yml", "authors:\n" + "".join(map(_author, AUTHORS))
    for number in range(IMAGES):
        yield f"images/figure-{number:02}.svg", _svg(number)
    for entry in entries:
        yield f"blog/posts/{entry.path}", Writer(entry, entries, seed).text()


def _author(name: str) -> str:
    avatar = f"images/figure-{AUTHORS.index(name):02}.svg"
    return f"  {name}:\n    name: {name.capitalize()}\n    description: Writes here\n    avatar: {avatar}\n"


def _svg(number: int) -> str:
    bars = "".join(f'<rect x="{i * 40}" y="0" width="30" height="{(number * 7 + i * 31) % 200}"/>' for i in range(8))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200">{bars}</svg>\n'


def main() -> None:
    """Write the corpus that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("dir", type=Path, help="the docs folder to write")
    parser.add_argument("--posts", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    write(arguments.dir, arguments.posts, arguments.seed)


if __name__ == "__main__":
    main()
