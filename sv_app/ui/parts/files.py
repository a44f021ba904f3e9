"""Giving a person a file: a download in a browser, a place to choose elsewhere."""

import flet as ft

from sv_app.ui.services import Services


async def give_file(services: Services, name: str, data: bytes) -> bool:
    """Whether the device took the file; no when the person or the device refused it."""
    page = ft.context.page
    try:
        path = await ft.FilePicker().save_file(file_name=name, src_bytes=data)
    except RuntimeError as refusal:
        services.report(refusal)
        return False
    # A browser downloads the file, and never says where.
    return page.web or path is not None
