"""Back and forward by a swipe or an arrow key; screen readers use the buttons for the same."""

from collections.abc import Callable

import flet as ft

from sv_app.ui.context import use_effect, use_state

MoveBy = Callable[[int], None]
"""Moves by a number of positions: forward, or back if it is negative."""
MIN_SWIPE = 48
"""The shortest swipe, in logical pixels: a finger that scrolls also moves to the side a little."""
KEYS = {"Right": 1, "Left": -1}
"""The moves of the arrow keys, by the last word of the name that Flet gives to a key."""


def with_swipe(view: ft.View, move_by: MoveBy) -> ft.View:
    """Let a swipe to the left on `view` go to the next position, to the right to the previous.

    The gesture is not in the semantics tree, where it would make the view a scrollable area.
    """
    start: list[float] = []

    def begin(event: ft.DragStartEvent[ft.GestureDetector]) -> None:
        start[:] = [event.global_position.x]

    def end(event: ft.DragEndEvent[ft.GestureDetector]) -> None:
        moved = event.global_position.x - start.pop() if start else 0
        if abs(moved) >= MIN_SWIPE:
            move_by(-1 if moved > 0 else 1)

    [content] = view.controls
    assert isinstance(content, ft.SafeArea)
    content.expand = None  # the detector fills the view in its place
    view.controls = [
        ft.GestureDetector(
            content,
            exclude_from_semantics=True,
            on_horizontal_drag_start=begin,
            on_horizontal_drag_end=end,
            expand=True,
        )
    ]
    return view


def use_arrow_keys(move_by: MoveBy) -> None:
    """Let the right arrow key go to the next position, and the left arrow key to the previous."""
    page = ft.context.page
    # A ref: the listener is set once, and calls the function of the last render.
    current_move_by, _ = use_state(lambda: [move_by])
    current_move_by[0] = move_by

    def on_key(event: ft.KeyboardEvent) -> None:
        kind, _, side = event.key.partition(" ")
        with_modifier = event.alt or event.ctrl or event.meta or event.shift
        if kind == "Arrow" and side in KEYS and not with_modifier:
            current_move_by[0](KEYS[side])

    def listen() -> None:
        page.on_keyboard_event = on_key
        page.update()

    def stop() -> None:
        page.on_keyboard_event = None
        page.update()

    use_effect(listen, [], stop)
