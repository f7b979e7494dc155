"""How many tests act on a whole screen: few, each a story; what can be told without one is told without one."""

import ast
from pathlib import Path
from typing import NamedTuple

TESTS = Path(__file__).parent
MOST_PILOTS, MOST_LOOKS = 60, 20
# What is looked at and what is played are counted elsewhere: a file a look, seconds of play.
APART = {"tests.tui.test_looks", "tests.tui.test_monkey"}

# What `Boards` and `Cage` are told to do, where the class is imported.
METHODS = {"act", "play"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Module(NamedTuple):
    """A file of the tests: what each of its functions uses, by name, and what it has from other modules."""

    functions: list[tuple[str, frozenset[str]]]
    imported: dict[str, set[str]]


def uses(function: Function) -> frozenset[str]:
    """The names of what a function calls, by whatever it is reached, and of its arguments: those may be fixtures."""
    called = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    names = (one.attr if isinstance(one, ast.Attribute) else getattr(one, "id", "") for one in called)
    return frozenset(names) | {one.arg for one in function.args.args}


def module(path: Path) -> Module:
    """What a file holds. A class is had with its methods."""
    nodes = [*ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    imported = {
        one.module: {name.name for name in one.names}
        for one in nodes
        if isinstance(one, ast.ImportFrom) and one.module is not None and one.module.startswith("tests.")
    }
    return Module([(one.name, uses(one)) for one in nodes if isinstance(one, Function)], imported)


def runners(modules: dict[str, Module]) -> dict[str, set[str]]:
    """By module, the names whose call runs an app: `run_test`, and whatever calls that, or has it from elsewhere."""
    running = {name: {"run_test"} for name in modules}
    for _ in range(3):  # each round finds what calls something that the round before found
        for name, (functions, imported) in modules.items():
            for other, had in imported.items():
                running[name] |= running.get(other, set()) & (had | METHODS)
            running[name] |= {one for one, used in functions if used & running[name] and not is_test(one)}
    return running


def is_test(name: str) -> bool:
    return name.startswith("test_")


def pilots() -> list[str]:
    """The tests that run an app, by themselves or through what they call or are given."""
    paths = sorted(TESTS.rglob("*.py"))
    modules = {".".join(path.relative_to(TESTS.parent).with_suffix("").parts): module(path) for path in paths}
    running = runners(modules)
    return [
        f"{name}: {one}"
        for name, (functions, _) in modules.items()
        if name not in APART
        for one, used in functions
        if is_test(one) and used & running[name]
    ]


def test_pilots_are_few() -> None:
    """At most sixty tests act on a screen of the app; more would be slower, and say less where something broke."""
    found = pilots()
    assert any("test_two_boards" in one for one in found)  # what runs one through a class is seen
    assert len(found) <= MOST_PILOTS, "\n".join([f"{len(found)} pilots", *found])


def test_looks_are_few() -> None:
    """At most twenty screens are kept, so that each can be looked at when it changes; and none is kept for nothing."""
    kept = {path.stem for path in (TESTS / "tui" / "looks").iterdir()}
    assert len(kept) <= MOST_LOOKS
    source = (TESTS / "tui" / "test_looks.py").read_text(encoding="utf-8")
    assert {name for name in kept if f'"{name}"' not in source} == set()
