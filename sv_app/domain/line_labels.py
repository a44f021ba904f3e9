"""The words around who answers: the lines outside, and this hospital's own help."""

from sv_app.domain.institution import Role
from sv_app.domain.model import Model, Text
from sv_app.domain.templates import Dated, Named, Numbered, Regional, Written


class CallLabels(Model):
    """Calling, on every screen."""

    button: Text
    emergency: Text
    others: Text
    call: Numbered
    text: Numbered
    copy_number: Numbered
    copied: Numbered


class HelplinesLabels(Model):
    """The helplines."""

    title: Text
    lead: Regional
    emergency: Text
    support: Text
    who: Text
    for_whom: Text
    hours: Text
    cost: Text
    checked: Dated
    old: Text
    to_confirm: Named
    to_confirm_about: Text
    source: Text
    elsewhere: Text
    unchecked: Text
    choose_region: Text
    scan: Numbered


class InstitutionLabels(Model):
    """This hospital's own help; roles name those it gives no label to."""

    title: Text
    psychologist: Text
    occupational_health: Text
    second_victim_liaison: Text
    quality_risk: Text
    insurer: Text
    write: Written
    place: Text

    def role(self, role: Role) -> str:
        """What someone of that role is called."""
        return str(getattr(self, role.replace("-", "_")))
