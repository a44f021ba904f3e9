"""Tapping and typing at the pace of a person, which the engine takes for granted.

A test is quicker, and meets what nobody does: letters before the field is listened to, and taps
on what has been scrolled in the tree that is read, but not yet on what is drawn.
"""

from playwright.sync_api import Locator, expect

LISTEN = """
(field) => {
  field.listens = document.activeElement === field || new Promise((resolve) => {
    const heard = new MutationObserver(() => resolve(heard.disconnect()));
    heard.observe(field, { attributeFilter: ["autocorrect"] });
  });
}
"""
"""The engine listens to a field once it has dressed it again, a moment after it has the focus."""
LISTENING = """
(field) => Promise.race([
  field.listens,
  new Promise((_, fail) => setTimeout(() => fail(new Error("nobody listens")), 10_000)),
])
"""
SCROLLER = "flt-semantics:is([style*='overflow-y: scroll'], [style*='overflow-y: hidden'])"
OUT_OF_SIGHT = f"""
(target) => {{
  const seen = target.closest("{SCROLLER}")?.getBoundingClientRect();
  const {{ top, bottom }} = target.getBoundingClientRect();
  return Boolean(seen) && (top < seen.top || bottom > seen.bottom);
}}
"""
FOLLOWS = """() => !document.querySelector("flt-semantics[style*='overflow-y: hidden']")"""
"""Half a second after a key or a tap, the app follows again when the tree is scrolled."""
INTO_SIGHT = "(target) => target.scrollIntoView({ block: 'nearest' })"
STILL = """
async (target) => {
  const rest = 250;
  let was = null;
  for (let since = performance.now(); performance.now() - since < rest; ) {
    const { top } = target.getBoundingClientRect();
    if (top !== was) since = performance.now();
    was = top;
    await new Promise((next) => setTimeout(next, 25));
  }
}
"""
"""The app scrolls too: to the field one is in, as words appear."""


def type_in(field: Locator, words: str) -> None:
    """Replace what a field holds."""
    reach(field)
    field.evaluate(LISTEN)
    field.click()
    expect(field).to_be_focused()
    field.evaluate(LISTENING)
    field.evaluate(STILL)
    field.page.keyboard.press("Control+A")
    field.page.keyboard.type(words, delay=20)
    expect(field).to_have_value(words)
    field.evaluate(STILL)


def reach(target: Locator) -> None:
    """Have it on the screen, where it is drawn and where it is read."""
    if target.evaluate(OUT_OF_SIGHT):
        target.page.wait_for_function(FOLLOWS)
        target.evaluate(INTO_SIGHT)
        target.evaluate(STILL)
