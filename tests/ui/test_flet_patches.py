"""The app's replacement of Flet's diff gives the same patches, additions and removals."""

from collections.abc import Callable, Iterator
from typing import Any

import flet as ft
import msgpack
import pytest
from flet.controls.base_control import BaseControl
from flet.controls.object_patch import DiffBuilder, ObjectPatch
from flet.messaging.protocol import configure_encode_object_for_msgpack
from hypothesis import given
from hypothesis import strategies as st

from sv_app.pwa.usage_trace.controls import walk
from sv_app.ui.flet_patches import install_faster_diff

STOCK = DiffBuilder._configure_dataclass, DiffBuilder._removed_controls
ENCODE = configure_encode_object_for_msgpack(BaseControl)

Tree = tuple[Any, ...]
leaves = st.tuples(st.just("text"), st.sampled_from("abc"))
trees: st.SearchStrategy[Tree] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(st.just("column"), st.lists(inner, max_size=4)),
        st.tuples(st.just("container"), st.sampled_from([None, "k", "l"]), inner),
        st.tuples(st.just("tile"), inner, inner),
        st.tuples(st.just("spans"), st.lists(st.sampled_from("abc"), max_size=3)),
    ),
    max_leaves=12,
)


@pytest.fixture(autouse=True)
def restore_stock_diff() -> Iterator[None]:
    """Restore the methods of `DiffBuilder`: other tests may use either version."""
    before = DiffBuilder._configure_dataclass, DiffBuilder._removed_controls
    yield
    install(*before)


def install(configure: Callable[..., Any], removed: Callable[..., Any]) -> None:
    DiffBuilder._configure_dataclass = configure  # type: ignore[method-assign]
    DiffBuilder._removed_controls = removed  # type: ignore[method-assign]


def build_control(tree: Tree, name: str = "root") -> ft.Control:
    """Build the controls of `tree`; `data` holds the path of each."""
    kind, *arguments = tree
    match kind:
        case "text":
            # The style is a value object, which a diff configures too.
            return ft.Text(arguments[0], style=ft.TextStyle(size=20), data=name)
        case "column":
            inner = [
                build_control(child, f"{name}.{index}") for index, child in enumerate(arguments[0])
            ]
            return ft.Column(inner, data=name)
        case "container":
            return ft.Container(
                build_control(arguments[1], f"{name}.in"), key=arguments[0], data=name
            )
        case "tile":
            leading, title = (
                build_control(child, f"{name}.{index}") for index, child in enumerate(arguments)
            )
            return ft.ListTile(leading=leading, title=title, data=name)
        case _:
            return ft.Text(spans=[ft.TextSpan(word, data=word) for word in arguments[0]], data=name)


def serialised(value: Any) -> Any:
    """Return a value of a patch, in which controls are replaced with their type and path."""
    if isinstance(value, list):
        return [serialised(item) for item in value]
    if isinstance(value, dict):
        return {key: serialised(item) for key, item in value.items()}
    return (type(value).__name__, value.data) if isinstance(value, BaseControl) else value


def results(before: Tree, after: Tree, frozen: bool) -> Iterator[Any]:
    """Yield what a diff returns and sets on the controls, first and after a change."""
    page = ft.Container(build_control(before), data="page")
    yield from patch_parts(*ObjectPatch.from_diff(None, page, BaseControl, frozen=frozen))
    msgpack.packb(page, default=ENCODE)  # Flet remembers what it has sent
    changed = ft.Container(build_control(after, "after"), data="page")
    if not frozen:
        page.content, changed = changed.content, page
    yield from patch_parts(*ObjectPatch.from_diff(page, changed, BaseControl, frozen=frozen))
    for changed_control in walk(changed):
        parent = changed_control.parent
        yield (
            changed_control.data,
            parent.data if parent else None,
            hasattr(changed_control, "_frozen"),
        )


def patch_parts(patch: ObjectPatch, added: list[Any], removed: list[Any]) -> Iterator[Any]:
    yield [serialised(operation) for operation in patch.patch]
    yield [control.data for control in added]
    yield [control.data for control in removed]


@given(before=trees, after=trees, frozen=st.booleans())
def test_diff_is_the_same_as_stock_flet(before: Tree, after: Tree, frozen: bool) -> None:
    install(*STOCK)
    stock = list(results(before, after, frozen))
    install_faster_diff()
    assert list(results(before, after, frozen)) == stock
