"""What a kit shows: all is inside its sheet, nothing overlaps, a QR decoder reads the code."""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from sv_app.data.content import ContentFiles, build_contents, read_content_files
from sv_app.data.content_files import KIT
from sv_app.data.kit_words import KitWords
from sv_app.domain.content import Content
from sv_app.kit import handouts, make, posters
from sv_app.kit.canvas import Style, text_width
from tests.institutions import example_institution
from tests.languages import LANGUAGES

HOSPITAL = "Centre hospitalier de l’Exemple"
URL = "https://cote-a-cote.hopital.example/"
LONG_URL = f"https://www.{'groupement-' * 4}hospitalier.example/intranet/soutien/cote-a-cote/"
LONG = "Groupement hospitalier universitaire intercommunal de la Vallée de l’Exemple, site du Sud"
LONG_INSTITUTION = f"""
name = "{LONG}"
region = "fr"
[psychologist]
label = "Cellule d’écoute, de soutien psychologique et d’accompagnement des soignants"
phone = "05 55 55 55 01"
extension = "45 12"
email = "cellule.soutien.professionnels@groupement-hospitalier-exemple.example"
hours = "Du lundi au vendredi, de 9 h à 17 h, et le samedi matin sur rendez-vous"
place = "Bâtiment Simone-Exemple, 2e étage, couloir de gauche, bureau 214"
[occupational-health]
phone = "05 55 55 55 02 poste 4"
email = "medecine.du.travail@groupement-hospitalier-exemple.example"
[second-victim-liaison]
email = "camille.exemple-longuenom@groupement-hospitalier-exemple.example"
[quality-risk]
place = "Bureau 12, au bout du couloir, à côté de la salle de réunion"
[insurer]
phone = "+33 5 55 55 55 03"
"""
INSTITUTIONS = {
    "example": (example_institution(), URL),
    "long": (LONG_INSTITUTION, LONG_URL),
    "one place, no number": ('name = "H"\nregion = "us"\n[insurer]\nplace = "12"', "https://a.bc"),
    "a place that no region covers": (
        'name = "H"\nregion = "other"\n[insurer]\nphone = "12 34 56"',
        URL,
    ),
}
DRAWINGS: dict[posters.Draw, posters.Size] = {
    posters.poster: posters.A4,
    posters.card_front: posters.CARD,
    posters.card_back: posters.CARD,
    posters.card_sheet_back: posters.A4,
    posters.banner: posters.BANNER,
    handouts.notice: posters.A4,
    handouts.evaluation_before: posters.A4,
    handouts.evaluation_after: posters.A4,
}
SAFE_MARGIN = 3.0
"""Most printers leave a margin, and a card is not cut exactly: no text is nearer to the edge."""
SMALLEST_HOURS = 5
"""The smallest size of the hours on the card, in points."""
SMALLEST_POINTS = 4.0


@dataclass
class RecordingCanvas:
    """Records the text, with its left, top, right and bottom in millimetres."""

    texts: list[tuple[str, Style, tuple[float, float, float, float]]] = field(default_factory=list)

    def text(self, x: float, baseline: float, words: str, style: Style) -> None:
        height = style.size * 0.3528
        box = (x, baseline - height * 0.7, x + text_width(words, style), baseline + height * 0.2)
        self.texts.append((words, style, box))

    def rect(self, *_: object, **__: object) -> None: ...

    outline = line = picture = link = rect


def load(folder: Path, name: str) -> tuple[ContentFiles, dict[str, Content], str]:
    text, url = INSTITUTIONS[name]
    path = folder / "institution.toml"
    path.write_text(text, "utf-8")
    parsed = read_content_files(institution=path)
    return parsed, build_contents(parsed), url


@pytest.fixture(scope="module", params=INSTITUTIONS)
def print_data_by_language(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, posters.PrintData]:
    """The print data of a kit in each language, for a hospital."""
    return load_print_data(tmp_path_factory.mktemp("kit"), request.param)


def load_print_data(folder: Path, name: str) -> dict[str, posters.PrintData]:
    parsed, contents, url = load(folder, name)
    return {
        code: posters.PrintData(content, cast("KitWords", parsed.languages[code][KIT]), url)
        for code, content in contents.items()
    }


@pytest.mark.parametrize("draw", DRAWINGS, ids=lambda draw: draw.__name__)
@pytest.mark.parametrize("code", LANGUAGES)
def test_all_text_is_inside_the_sheet_and_nothing_overlaps(
    code: str, draw: posters.Draw, print_data_by_language: dict[str, posters.PrintData]
) -> None:
    canvas = RecordingCanvas()
    draw(canvas, print_data_by_language[code])
    width, height = DRAWINGS[draw]
    assert len(canvas.texts) >= 3
    for words, style, (left, top, right, bottom) in canvas.texts:
        assert left >= SAFE_MARGIN, words
        assert top >= 1.5, words
        assert right <= width - SAFE_MARGIN, words
        assert bottom <= height - 1.5, words
        assert style.size >= SMALLEST_POINTS, words
    assert overlapping_texts(canvas) == []


def overlapping_texts(canvas: RecordingCanvas) -> list[tuple[str, str]]:
    return [
        (words, other_words)
        for n, (words, _, box) in enumerate(canvas.texts)
        for other_words, _, other in canvas.texts[n + 1 :]
        if box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_card_shows_the_hours_of_the_contacts(code: str, tmp_path: Path) -> None:
    print_data = load_print_data(tmp_path, "example")[code]
    canvas = RecordingCanvas()
    posters.card_back(canvas, print_data)
    (hours,) = {c.hours for c in print_data.hospital.contacts if c.hours}
    assert size_of(canvas, hours) >= SMALLEST_HOURS


@pytest.mark.parametrize("code", LANGUAGES)
def test_emergency_numbers_of_every_region_are_whole_and_their_names_fit(
    code: str, tmp_path: Path
) -> None:
    print_data = load_print_data(tmp_path, "example")[code]
    for region in print_data.content.regions:
        local = replace(print_data, content=print_data.content.in_region(region.code))
        for draw, smallest in ((posters.poster, 7), (posters.card_back, 4)):
            canvas = RecordingCanvas()
            draw(canvas, local)
            sizes = {words: style.size for words, style, _ in canvas.texts}
            for line in local.emergency_call_lines:
                assert line.facts.display_number in sizes, (region.code, draw)
                name = local.content.name_beside_number(line)
                assert size_of(canvas, name) >= smallest, (region.code, name)
            height = DRAWINGS[draw][1]
            assert max(box[3] for _, _, box in canvas.texts) <= height - 1.5, (region.code, draw)
            assert overlapping_texts(canvas) == [], (region.code, draw)


def size_of(canvas: RecordingCanvas, words: str) -> float:
    """Return the size of a text that is drawn in one or several lines."""
    for first in range(len(canvas.texts)):
        drawn = ""
        for line, style, _ in canvas.texts[first:]:
            drawn = f"{drawn} {line}".lstrip(" ")
            if drawn == words:
                return style.size
            if not words.startswith(drawn):
                break
    raise AssertionError(f"{words!r} is not drawn")


@pytest.mark.parametrize("code", LANGUAGES)
def test_numbers_on_the_poster_are_larger_than_the_text_around_them(
    code: str, print_data_by_language: dict[str, posters.PrintData]
) -> None:
    """They are read from some metres away."""
    canvas, print_data = RecordingCanvas(), print_data_by_language[code]
    posters.poster(canvas, print_data)
    sizes = {words: style.size for words, style, _ in canvas.texts}
    for line in print_data.emergency_call_lines:
        assert sizes[line.facts.display_number] >= 24
    for contact in print_data.hospital.contacts:
        if contact.display_number:
            assert sizes[contact.display_number] >= 16
            assert sizes[contact.display_number] > 1.3 * size_of(canvas, contact.label)


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the kit of the example in content/README.md."""
    parsed, contents, url = load(tmp_path_factory.mktemp("kit"), "example")
    return dict(make.kit_files(parsed, contents, url))


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return the width and height of each page, in millimetres."""
    with pypdfium2.PdfDocument(pdf) as document:
        sizes = [document.get_page_size(index) for index in range(len(document))]
    return [(width * 25.4 / 72, height * 25.4 / 72) for width, height in sizes]


def pdf_text(pdf: bytes) -> str:
    """Return the text of all pages, with single plain spaces."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return " ".join(" ".join(texts).split())


def first_page(pdf: bytes, scale: float) -> Image.Image:
    """Return the first page as a picture, with `scale` pixels for a point."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture: Image.Image = document[0].render(scale=scale).to_pil()
    return picture


def codes_in(picture: Image.Image) -> set[str]:
    return {code.text for code in zxingcpp.read_barcodes(picture)}


@pytest.mark.parametrize(
    ("name", "size", "count"),
    [
        ("poster-a4.pdf", (210, 297), 1),
        ("poster-a3.pdf", (297, 420), 1),
        ("card.pdf", (85.6, 54), 2),
        ("card-sheet-a4.pdf", (210, 297), 2),
        ("banner.pdf", (320, 80), 1),
        ("notice-a4.pdf", (210, 297), 1),
        ("evaluation-before-a4.pdf", (210, 297), 1),
        ("evaluation-after-a4.pdf", (210, 297), 1),
    ],
)
@pytest.mark.parametrize("code", LANGUAGES)
def test_pdf_has_its_size_pages_title_language_and_text(
    code: str, name: str, size: tuple[float, float], count: int, kit: dict[str, bytes]
) -> None:
    pdf = kit[f"{code}/{name}"]
    sizes = page_sizes(pdf)
    assert len(sizes) == count
    for measured in sizes:
        assert measured == pytest.approx(size, abs=0.1)
    with pypdfium2.PdfDocument(pdf) as document:
        assert HOSPITAL in document.get_metadata_dict()["Title"].replace("\u00a0", " ")
    assert f"/Lang ({code})".encode() in pdf
    assert HOSPITAL in pdf_text(pdf)


@pytest.mark.parametrize("code", LANGUAGES)
def test_poster_and_card_have_the_contacts_and_the_emergency_numbers(
    code: str, kit: dict[str, bytes]
) -> None:
    for name in ("poster-a4.pdf", "card.pdf"):
        text = pdf_text(kit[f"{code}/{name}"])
        for number in (
            "05 55 55 55 01",
            "05 55 55 55 02",
            "+33 5 55 55 55 03",
            "3114",
            "15",
            "112",
        ):
            assert re.search(rf"(?<!\d){re.escape(number)}(?!\d)", text), number
        assert "cote-a-cote.hopital.example" in text


@pytest.mark.parametrize(
    "name", ["poster-a4.pdf", "card.pdf", "card-sheet-a4.pdf", "notice-a4.pdf"]
)
@pytest.mark.parametrize("code", LANGUAGES)
def test_qr_decoder_reads_the_address_in_each_pdf(
    code: str, name: str, kit: dict[str, bytes]
) -> None:
    assert codes_in(first_page(kit[f"{code}/{name}"], 3)) == {URL}


@pytest.mark.parametrize("name", ["poster.svg", "card-front.svg"])
def test_qr_decoder_reads_the_address_in_each_picture(name: str, kit: dict[str, bytes]) -> None:
    svg, scale = kit[f"fr/{name}"].decode(), 12
    width, height = map(float, re.search(r'viewBox="0 0 (\S+) (\S+)"', svg).groups())  # type: ignore[union-attr]
    picture = Image.new("L", (int(width * scale), int(height * scale)), "white")
    pencil = ImageDraw.Draw(picture)
    rects = re.findall(
        rf'<rect x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)" fill="{posters.INK}"/>', svg
    )
    assert len(rects) > 100
    for left, top, wide, high in (tuple(map(float, rect)) for rect in rects):
        corners = (left, top, left + wide, top + high)
        pencil.rectangle([round(value * scale) for value in corners], fill="black")
    assert codes_in(picture) == {URL}


def test_longest_address_can_be_read_on_the_card(tmp_path: Path) -> None:
    parsed, contents, _ = load(tmp_path, "example")
    url = f"https://hopital.example/{'a' * (make.MAX_URL_LENGTH - 24)}"
    assert make.check_url(url) == url
    card = dict(make.kit_files(parsed, {"fr": contents["fr"]}, url))["fr/card.pdf"]
    assert codes_in(first_page(card, 5)) == {url}


@pytest.mark.parametrize("code", LANGUAGES)
def test_picture_describes_its_text_and_requests_nothing(code: str, kit: dict[str, bytes]) -> None:
    pictures = {name: data.decode() for name, data in kit.items() if name.endswith(".svg")}
    for name in ("poster", "card-front", "card-back", "banner"):
        svg = pictures[f"{code}/{name}.svg"]
        description = re.search("<desc>(.*)</desc>", svg)
        assert description
        assert len(description[1]) > 40
        assert not re.search(r"href|url\(|<image|<script|<text|font-family", svg)


@pytest.mark.parametrize("code", LANGUAGES)
def test_signature_opens_the_app_and_dials_and_requests_nothing(
    code: str, kit: dict[str, bytes]
) -> None:
    html, text = kit[f"{code}/signature.html"].decode(), kit[f"{code}/signature.txt"].decode()
    assert re.findall('href="([^"]+)"', html) == [URL, "tel:0555555501"]
    assert not re.search("<img|<script|src=|url", html)
    assert URL in text
    assert "05 55 55 55 01" in text
    assert "\u00a0" not in text


def test_same_input_gives_the_same_files(kit: dict[str, bytes], tmp_path: Path) -> None:
    parsed, contents, url = load(tmp_path, "example")
    assert dict(make.kit_files(parsed, contents, url)) == kit


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "does not begin with https"),
        ("cote-a-cote.hopital.example", "does not begin with https"),
        ("http://hopital.example/", "does not begin with https"),
        ("https://", "no address"),
        ("https://localhost/", "name without a dot"),
        ("https://127.0.0.1/", "no address"),
        ("https://hopital.example/é", "no address"),
        ("https://hopital.example/a b", "no address"),
        ("https://[::1", "no address"),
        ("https://hopital.example:99999/", "no address"),
        ("https://me:secret@hopital.example/", "no address"),
        ("https://hopital.example/#/team", "after # or ?"),
        ("https://hopital.example/?x=1", "after # or ?"),
        (f"https://hopital.example/{'a' * 200}", "too many"),
    ],
)
def test_address_that_cannot_be_printed_is_refused_in_one_sentence(url: str, reason: str) -> None:
    with pytest.raises(make.UrlError, match=re.escape(reason)) as raised:
        make.check_url(url)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("url", "private"),
    [
        ("https://soutien.hopital.local/", True),
        ("https://SOUTIEN.intranet:8443/x/", True),
        ("https://soutien.lan", True),
        ("https://local.hopital.example/", False),
        ("https://plan.example/.lan", False),
    ],
)
def test_address_of_a_private_network_is_known(url: str, private: bool) -> None:
    assert make.check_url(url) == url
    assert make.is_private(url) is private


@pytest.mark.parametrize(
    "url", ["https://a.bc", "https://x.y.example:8443/cote-a-cote/", "https://xn--hpital-0xa.fr/"]
)
def test_address_of_a_site_is_accepted(url: str) -> None:
    assert make.check_url(url) == url
