"""What can be counted by reading the code of the package, as syntax trees; nothing here runs it.

Each count comes with its places, so that a figure can be looked up.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Module", "caches", "guards", "largest_data", "lexicon_functions", "lookups", "modules", "owned"]

CACHES = frozenset({"cache", "lru_cache"})
# Fields of a lexicon that hold lists by name, and behind how many names a list stands.
TABLES = {"cues": 2, "values": 1, "ladders": 1, "labels": 1, "sections": 1, "hedges": 1, "source_hedges": 1}
# Where a class keeps one topic's lists, they stand behind one name.
KEPT = "cues"


@dataclass(frozen=True, slots=True)
class Module:
    """A file of the package, read: `name` is its path from the package's folder."""

    name: str
    tree: ast.Module


def modules(package: Path) -> list[Module]:
    """Return every Python file of a package, by path."""
    return [
        Module(path.relative_to(package).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(package.rglob("*.py"))
    ]


def lexicon_functions(read: list[Module]) -> list[str]:
    """Return the functions and methods with a parameter that is called `lexicon`, or typed `Lexicon`."""
    return _places(read, _takes_lexicon)


def caches(read: list[Module]) -> list[str]:
    """Return the decorators `cache` and `lru_cache`, with arguments or without."""
    return _places(read, lambda module: _decorators(module, CACHES))


def owned(read: list[Module]) -> list[str]:
    """Return the decorators `cached_property`: what an object computes once and owns."""
    return _places(read, lambda module: _decorators(module, frozenset({"cached_property"})))


def lookups(read: list[Module]) -> list[str]:
    """Return where a list of the lexicon is asked for by its name: `[...]`, `.get(...)` or `in`.

    Counted on the fields that hold lists by name (TABLES), as deep as they do; on local names that such an
    expression was assigned to; and, on any other field of a lexicon, with a string between the brackets.
    Whether a word stands in a list, and which number stands for it, is no such question.
    """
    return _places(read, _lookups)


def guards(read: list[Module], folder: str = "rules/") -> list[str]:
    """Return where rules compare a language with the lexicon's: `case.story.language != lexicon.language`."""
    inside = [module for module in read if module.name.startswith(folder)]
    return _places(inside, _guards)


def largest_data(package: Path) -> tuple[int, str]:
    """Return the lines of the longest TOML file below `lexicon/`, and its path from there."""
    folder = package / "lexicon"
    files = sorted(folder.rglob("*.toml"))
    return max((_lines(path), path.relative_to(folder).as_posix()) for path in files)


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _places(read: list[Module], find: object) -> list[str]:
    assert callable(find)
    return [f"{module.name}:{line}" for module in read for line in sorted(find(module.tree))]


def _takes_lexicon(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            if any(one.arg == "lexicon" or _names_lexicon(one.annotation) for one in given):
                yield node.lineno


def _names_lexicon(annotation: ast.expr | None) -> bool:
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        return annotation.value.split(".")[-1] == "Lexicon"
    return annotation is not None and _last_name(annotation) == "Lexicon"


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        return _last_name(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _decorators(tree: ast.Module, names: frozenset[str]) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from (one.lineno for one in node.decorator_list if _last_name(one) in names)


def _lookups(tree: ast.Module) -> Iterator[int]:
    scopes: list[ast.AST] = [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    for scope in [tree, *scopes]:
        body = list(_own(scope))
        known: dict[str, int] = {}
        for node in body:
            if isinstance(node, ast.Assign):
                known |= {
                    one.id: _levels(node.value, known) for one in node.targets if isinstance(one, ast.Name)
                }
        yield from (node.lineno for node in body if isinstance(node, ast.expr) and _asks(node, known))


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    """Yield what a function (or module) holds, in order, without what functions inside it hold."""
    for child in ast.iter_child_nodes(scope):
        yield child
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _own(child)


def _asks(node: ast.expr, known: dict[str, int]) -> bool:
    """Whether a node asks a table of the lexicon for an entry by its name."""
    if isinstance(node, ast.Compare):
        return isinstance(node.ops[0], ast.In | ast.NotIn) and _levels(node.comparators[0], known) > 0
    asked = _asked(node)
    if asked is None:
        return False
    table, key = asked
    return _levels(table, known) > 0 or (_is_string(key) and _of_lexicon(table))


def _asked(node: ast.expr) -> tuple[ast.expr, ast.expr] | None:
    """Return what is asked and for which key, of `table[key]` and `table.get(key)`."""
    if isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Slice):
        return node.value, node.slice
    called = node.func if isinstance(node, ast.Call) and node.args else None
    if isinstance(called, ast.Attribute) and called.attr == "get":
        assert isinstance(node, ast.Call)
        return called.value, node.args[0]
    return None


def _levels(node: ast.expr, known: dict[str, int]) -> int:
    """Return behind how many names the lists of an expression stand; 0 where it is no such table."""
    if isinstance(node, ast.Name):
        return known.get(node.id, 0)
    if isinstance(node, ast.Attribute):
        if _last_name(node.value).lower().endswith("lexicon"):
            return TABLES.get(node.attr, 0)
        return int(node.attr == KEPT)
    asked = _asked(node)
    return 0 if asked is None else max(0, _levels(asked[0], known) - 1)


def _of_lexicon(node: ast.expr) -> bool:
    """Whether an expression is a field of a lexicon, or a field of one."""
    while isinstance(node, ast.Attribute):
        node = node.value
        if _last_name(node).lower().endswith("lexicon"):
            return True
    return False


def _is_string(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _guards(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.NotEq):
            sides = (node.left, *node.comparators)
            both = all(isinstance(side, ast.Attribute) and side.attr == "language" for side in sides)
            if both and any("lexicon" in ast.unparse(side) for side in sides):
                yield node.lineno
