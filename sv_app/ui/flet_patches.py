"""The app's uses of Flet's private API: errors, event order, navigation, diffs, typed letters.

The fake client of `sv_app/pwa/usage_trace` uses other parts of the private API, at build time.
"""

import asyncio
import traceback
import weakref
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, cast

import flet as ft
from flet.controls.object_patch import DiffBuilder, _control_setattr


def install_error_recovery(page: ft.Page, show_fallback: Callable[[str], None]) -> None:
    """Call `show_fallback` with the stack trace of each error that no component can catch.

    An error in an event handler, in an effect or in Flet's own update loop never reaches a
    component, and Flet would stop answering or show the trace. `show_fallback` must replace the
    views of the page without using any control that was on it. Flet ignores the errors of
    coroutine effects: `use_effect` in `ui/context.py` reports them.
    """
    session = page.session

    def on_error(message: str) -> None:
        show_fallback(message)

    # Flet reports the errors of event handlers, and of effects other than coroutines, here. The
    # stock method shows a stack trace.
    session.error = on_error  # type: ignore[method-assign]

    def on_loop_end(task: asyncio.Task[None]) -> None:
        if task.cancelled() or (error := task.exception()) is None:
            return
        session.start_updates_scheduler()  # type: ignore[no-untyped-call]
        watch()
        show_fallback("".join(traceback.format_tb(error.__traceback__)))

    def watch() -> None:
        task = session._Session__updates_task  # type: ignore[attr-defined]
        task.add_done_callback(on_loop_end)

    watch()


def install_ordered_dispatch(page: ft.Page) -> None:
    """Dispatch events in their order from now on, each after pending renders.

    A handler that waits does not hold back the next event.

    Flet dispatches all the events it has received before it renders again: a button tapped right
    after the last letter would run the handler that was made several letters ago.
    """
    session = page.session
    dispatch = session.dispatch_event
    queue: deque[tuple[int, str, object]] = deque()

    def is_render_pending() -> bool:
        task = session._Session__updates_task  # type: ignore[attr-defined]
        return session._Session__updates_ready.is_set() and not task.done()  # type: ignore[attr-defined]

    async def in_order(control_id: int, event_name: str, event_data: Any) -> None:
        # object(): two equal events are two items of the queue.
        event = (control_id, event_name, object())
        queue.append(event)
        try:
            while queue[0] is not event or is_render_pending():
                await asyncio.sleep(0)
        finally:
            queue.remove(event)
        # A later change event of the same field holds the whole text: skip this event.
        if event_name == "change" and queue and queue[0][:2] == event[:2]:
            return
        await dispatch(control_id, event_name, event_data)

    session.dispatch_event = in_order  # type: ignore[method-assign]


class _OrderedSet(dict[Any, None]):
    """A set that keeps the order in which its items were added."""

    def add(self, item: object) -> None:
        self.setdefault(item)


def install_immediate_navigation(
    page: ft.Page, report: Callable[[BaseException], None]
) -> Callable[[str], None]:
    """Return a function that shows a path at once, and tells the client.

    Flet shows a path only once the client has reported it back: the person waits for two more
    messages, and the old screen is rendered in between. Here, the path is shown first, and the
    client's report is ignored.

    A handler navigates before it changes what screens observe, where it can: the client then
    receives the path before the render. After such a change, as when answers are discarded or an
    entry is erased, the screen that is left may be rendered once more, and the client receives the
    path after the render. If the next event also navigates, both paths may reach the client in one
    frame: a single entry of its history.

    `report` receives the error of a client that refuses a path, which is shown all the same.
    """
    session = page.session
    dispatch = session.dispatch_event
    unreported: deque[str] = deque()
    # Flet renders the components of a set, in any order. In the order in which they were added, the
    # router comes first after a navigation, and the screen that it removes is not rendered again.
    pending = session._Session__pending_updates  # type: ignore[attr-defined]
    session._Session__pending_updates = _OrderedSet.fromkeys(pending)  # type: ignore[attr-defined]

    async def without_reports(control_id: int, event_name: str, event_data: Any) -> None:
        if event_name == "route_change" and unreported and event_data["route"] == unreported[0]:
            unreported.popleft()
            return
        await dispatch(control_id, event_name, event_data)

    async def tell_client(path: str) -> None:
        try:
            await page.push_route(path)
        except RuntimeError as refusal:
            report(refusal)
        finally:
            # By now the client has reported the path, unless it already showed it: then no report
            # will come.
            if path in unreported:
                unreported.remove(path)

    def navigate(path: str) -> None:
        unreported.append(path)
        # The client sets the route before it reports it: screens read it when they are rendered.
        session.apply_page_patch({"route": path})
        pushes.add(push := asyncio.ensure_future(tell_client(path)))
        push.add_done_callback(pushes.discard)
        event = ft.RouteChangeEvent(name="route_change", control=page, route=path)
        # Flet remembers the route here, and drops an event of the route that it remembers.
        is_new = page.before_event(event) is not False  # type: ignore[arg-type]
        show = cast("Callable[[ft.RouteChangeEvent], None] | None", page.on_route_change)
        if is_new and show:
            show(event)

    pushes: set[asyncio.Future[None]] = set()
    session.dispatch_event = without_reports  # type: ignore[method-assign]
    return navigate


def install_faster_diff() -> None:
    """Replace the two slowest functions of Flet's diff, which take half the time of a render.

    Reading added controls takes a third of a render, reading removed ones a sixth.

    To find nested controls, Flet reads every field of an added or removed control, about sixty.
    Only a field that differs from its default can hold a control. The results are the same.
    """
    for function in (_configure_dataclass, _removed_controls):
        setattr(DiffBuilder, function.__name__, function)


def _configure_dataclass(
    builder: DiffBuilder,
    item: Any,
    parent: Any,
    frozen: bool,
    configure_setattr_only: bool = False,
) -> list[Any]:
    """Configure `item` and its nested values, as Flet does; return the controls among them."""
    controls: list[Any] = []
    _configure(builder, item, parent, frozen, configure_setattr_only, controls)
    return controls


def _configure(
    builder: DiffBuilder,
    item: Any,
    parent: Any,
    frozen: bool,
    setattr_only: bool,
    controls: list[Any],
) -> None:
    cls = type(item)
    if cls is dict or cls is list:
        for value in item.values() if cls is dict else item:
            _configure(builder, value, parent, frozen, False, controls)
        return
    if not hasattr(cls, "__dataclass_fields__"):
        return
    if parent is None and (reference := getattr(item, "_parent", None)):
        parent = reference()
    if parent is not None:
        item._parent = weakref.ref(parent)
    if hasattr(item, "_frozen"):
        frozen = item._frozen
    elif frozen:
        item._frozen = frozen
    if getattr(cls, "__flet_control_cls__", None) is None:
        cls.__flet_control_cls__ = builder.control_cls
    is_control = isinstance(item, ft.BaseControl)
    if is_control:
        if not setattr_only:
            item.build()
            item._before_update_safe()
            object.__setattr__(item, "_initialized", True)
        controls.append(item)
    if not setattr_only:
        for value in _nested(item):
            _configure(builder, value, item if is_control else parent, frozen, False, controls)
    if not frozen:
        _track_changes(item)


def _removed_controls(_: DiffBuilder, item: Any, recurse: bool) -> list[Any]:
    """The removed controls in `item`; nested controls come before their parent."""
    controls: list[Any] = []
    _collect_removed(item, recurse, controls)
    return controls


def _collect_removed(item: Any, recurse: bool, controls: list[Any]) -> None:
    if isinstance(item, ft.BaseControl):
        if hasattr(item, "__prev_lists"):  # the values last sent to the client
            for name in ("__prev_lists", "__prev_dicts", "__prev_classes"):
                _collect_removed(getattr(item, name), recurse, controls)
        elif recurse:
            for value in _nested(item):
                _collect_removed(value, recurse, controls)
        controls.append(item)
    elif isinstance(item, dict | list):
        for value in item.values() if isinstance(item, dict) else item:
            _collect_removed(value, recurse, controls)


def _nested(item: Any) -> Iterator[Any]:
    """The values of `item` that can hold a control, in the order of its fields."""
    cls: Any = type(item)
    names = _field_names(cls)
    if defaults := getattr(cls, "_prop_defaults", None):
        # `_values` holds only values that differ from their default; no default holds a control.
        values = item._values
        names = tuple(name for name in names if name in values or name not in defaults)
    for name in names:
        value = getattr(item, name)
        if not isinstance(value, _PLAIN):
            yield value


_PLAIN = (str, int, float, type(None))
"""Types whose values hold no control; `str` includes `StrEnum`."""


@cache
def _field_names(cls: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls) if not field.metadata.get("skip", False))


def _track_changes(item: Any) -> None:
    """Record changes of `item` from now on, for the next diff."""
    dirty = getattr(item, "_dirty", None)
    if dirty is not None:
        dirty.clear()
        return
    cls: Any = type(item)
    if cls.__setattr__ is not _control_setattr:
        cls.__setattr__ = _control_setattr
    object.__setattr__(item, "__changes", {})


Write = Callable[[str], None]
"""Called on each change, with the whole text of the field."""


@dataclass
class FieldSync:
    """The text that the app last rendered in a field, and the text last received from it."""

    rendered: str
    received: str


class SyncedTextField(ft.TextField):
    """A text field that keeps letters typed since its last change event.

    Each letter renders the field again with the text that Python last received; two more letters
    may have been typed by then. Only a text that did not come from the field replaces its text.
    """

    def __init__(self, value: str, write: Write, **more: Any) -> None:
        self._sync = FieldSync(value, value)

        def on_change(event: ft.Event[ft.TextField]) -> None:
            self._sync.received = event.control.value or ""
            write(self._sync.received)

        super().__init__(value=value, on_change=on_change, **more)

    def _migrate_state(self, other: ft.BaseControl) -> None:
        super()._migrate_state(other)
        if not isinstance(other, SyncedTextField):
            return
        # `other` is the previous instance of this field.
        rendered, sync = self._sync.rendered, other._sync
        if rendered in (sync.rendered, sync.received):
            self.value = other.value
        else:
            sync.received = rendered
        sync.rendered, self._sync = rendered, sync
