"""The headers and MIME types that every host of the site must send."""

from sv_app.pwa.static_page import POLICY

UNUSED_FEATURES = (
    "camera",
    "display-capture",
    "geolocation",
    "hid",
    "microphone",
    "payment",
    "serial",
    "usb",
)
"""What a browser could give to a page and the app never uses, as `Permissions-Policy` names it."""

HEADERS = {
    # The browser asks each time, and downloads a file again only if it has changed. The service
    # worker stores the files.
    "Cache-Control": "no-cache",
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""Sent with every file, scripts included: the policy of a worker is that of its script."""

PAGE_HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES),
}
"""Sent with every page. A host may send them with every file: only a page uses them."""

TYPES = {
    ".css": "text/css",
    ".frag": "text/plain",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".zip": "application/zip",
}
"""MIME types by suffix.

With another type, a browser refuses a module or does not compile a `.wasm` file while it arrives.
"""
