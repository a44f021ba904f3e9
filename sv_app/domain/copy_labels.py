"""The words of the screens where a copy leaves the device, or comes back to it."""

from sv_app.domain.exchange import Refusal
from sv_app.domain.model import Model, Text
from sv_app.domain.templates import Counted, Period


class ExportLabels(Model):
    """Exporting a copy."""

    title: Text
    about: Text
    plain: Text
    plain_about: Text
    plain_go: Text
    sealed: Text
    sealed_about: Text
    first: Text
    again: Text
    sealed_go: Text
    file: Text
    busy: Text
    done: Text
    cancelled: Text
    failed: Text


class ImportLabels(Model):
    """Bringing back a copy: a preview, then all of it or nothing."""

    title: Text
    about: Text
    choose: Text
    sealed: Text
    field: Text
    open: Text
    busy: Text
    found: Text
    count: Counted
    days: Period
    known: Counted
    too_old: Counted
    contacts: Counted
    pins: Counted
    not_dialled: Counted
    no_room: Counted
    nothing: Text
    confirm: Text
    cancel: Text
    done: Text
    failed: Text
    refused: dict[Refusal, Text]


class DoctorLabels(Model):
    """A plain page to bring to a doctor."""

    title: Text
    about: Text
    latest: Text
    month: Text
    all: Text
    which: Text
    go: Text
    empty: Text
    failed: Text
    file: Text
    page_title: Text
    page_about: Text
