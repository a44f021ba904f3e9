"""The commands of the project, such as `sv-app serve`."""

import argparse
import datetime as dt
import signal
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from sv_app.data.content_files import INSTITUTION, ContentError
from sv_app.domain.content import DEFAULT_LANGUAGE, Content
from sv_app.project import CONTENT, DISTRIBUTION, FONTS_FOLDER
from sv_app.pwa.errors import BuildError, InputError, PortError, describe
from sv_app.pwa.output import check_file, check_folder, replace_folder

OUT = Path(".build/site")
PACKAGE_HINT = "as the unpacked npm package"
UNTRANSLATED = (
    "Your hospital's texts without a translation (the {} shows them in another language):"
)
PRIVATE_ADDRESS = (
    "Warning: a phone can open {} only on your hospital's own network: scanning the poster "
    "elsewhere does nothing. Ask IT for an address that opens outside it."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit code, which is 1 after an error that it reports."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.version:
        print(f"{parser.prog} {version(DISTRIBUTION)}")
        return 0
    if "run" not in options:
        parser.error("the following arguments are required: command")
    try:
        _check_inputs(options)
        return int(options.run(options))
    except ContentError as error:
        message = f"{error}\nErrors to fix: {len(error.faults)}."
    except (BuildError, InputError, PortError) as error:
        message = str(error)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("sv_app"):
            raise
        message = f"{error.name} is not installed: run pip install -e '.[web]'."
    except OSError as error:
        message = describe(error)
    except KeyboardInterrupt:
        message = "Stopped."
    print(message, file=sys.stderr)
    return 1


def _check_inputs(options: argparse.Namespace) -> None:
    if "content" in options:
        check_folder(options.content, "--content", "a folder like content/")
    if getattr(options, "institution", None):
        check_file(options.institution, "--institution", "a file, as content/README.md describes")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sv-app", description=__doc__)
    parser.add_argument("--version", action="store_true", help="print the version")
    commands = parser.add_subparsers(metavar="command")
    check = commands.add_parser("check", help="check every word of content/")
    check.add_argument("--content", type=Path, default=CONTENT, metavar="DIR")
    check.set_defaults(run=_check)
    build = commands.add_parser("build", help="build the static site")
    build.add_argument("--out", type=Path, default=OUT, metavar="DIR")
    build.add_argument("--package", metavar="NAME", help="an Android app that shows the site")
    build.add_argument(
        "--fingerprint",
        action="append",
        default=[],
        metavar="SHA256",
        help="of a certificate that signs that app; may be repeated",
    )
    build.set_defaults(run=_build)
    serve = commands.add_parser("serve", help="build what changed, and serve it on 127.0.0.1")
    serve.add_argument("--port", type=int, default=8550)
    serve.set_defaults(run=_serve)
    dev = commands.add_parser("dev", help="serve on 127.0.0.1, and show each change at once")
    dev.add_argument("--port", type=int, default=8551)
    dev.add_argument("--content", type=Path, default=CONTENT, metavar="DIR")
    dev.set_defaults(run=_dev)
    institution = commands.add_parser(
        "institution", help="ask for a hospital's own contacts, and write their file"
    )
    institution.add_argument("--out", type=Path, default=CONTENT / INSTITUTION, metavar="FILE")
    institution.add_argument("--language", metavar="LANGUAGE", help="of the questions: fr, en, es")
    institution.set_defaults(run=_institution)
    kit = commands.add_parser(
        "kit", help="write posters, a card, a banner and handouts for a hospital"
    )
    kit.add_argument("--url", required=True, metavar="URL", help="the address of the site")
    kit.add_argument("--out", type=Path, default=Path("kit"), metavar="DIR")
    kit.set_defaults(run=_kit)
    review = commands.add_parser("review", help="write every word in all languages, to be signed")
    review.add_argument("--out", type=Path, metavar="FILE", help="write the sheet, an HTML file")
    review.add_argument("--signed", metavar="LANGUAGE", help="record that a language was signed")
    review.add_argument("--reviewer", metavar="ROLE", help='such as "hospital psychologist"')
    review.add_argument(
        "--on", type=dt.date.fromisoformat, metavar="DATE", help="the day of the signature"
    )
    review.add_argument("--content", type=Path, default=CONTENT, metavar="DIR")
    review.set_defaults(run=_review)
    verify = commands.add_parser("verify", help="compare a deployed site with a build")
    verify.add_argument("url", metavar="URL", help="such as https://side-by-side.hospital.example/")
    verify.add_argument(
        "--build",
        type=Path,
        default=OUT,
        metavar="PATH",
        help="a build, or the SHA256SUMS of a release",
    )
    verify.set_defaults(run=_verify)
    schemas = commands.add_parser("schemas", help="write content/schemas/ from the models")
    schemas.set_defaults(run=_schemas)
    fonts = commands.add_parser("fonts", help="write assets/fonts/ from their npm package")
    fonts.add_argument("package", type=Path, metavar="DIR")
    fonts.set_defaults(run=_fonts)
    for command in (check, build, serve, dev, kit):
        command.add_argument(
            "--institution", type=Path, metavar="FILE", help="one hospital's own contacts"
        )
    return parser


def _check(options: argparse.Namespace) -> int:
    from sv_app.editorial import rules
    from sv_app.editorial.review import latest_reviews, review_status

    parsed, contents = rules.load_checked_files(options.content, options.institution)
    today = dt.datetime.now(dt.UTC).date()
    for heading, lines in (
        (
            "Checked over a year ago; read the source of each again:",
            rules.outdated_helplines(contents[DEFAULT_LANGUAGE], today),
        ),
        (
            "Numbers to confirm (the app marks them as unconfirmed):",
            rules.unconfirmed_helplines(contents[DEFAULT_LANGUAGE]),
        ),
        (
            UNTRANSLATED.format("app"),
            rules.untranslated_texts(parsed),
        ),
        (
            "Signed reviews (sv-app review writes a sheet to read):",
            review_status(parsed, latest_reviews(parsed)),
        ),
    ):
        if entries := list(lines):
            print(heading, *entries, sep="\n  ")
    _print_institution(contents)
    print(f"content/ holds: {', '.join(sorted(contents))}. No errors.")
    return 0


def _print_institution(contents: Mapping[str, Content]) -> None:
    """Print what was read of the hospital's file, if there is one."""
    from sv_app.editorial.rules import institution_summary

    if summary := institution_summary(contents):
        print(summary)


def _institution(options: argparse.Namespace) -> int:
    from sv_app.data.content import load_contents, read_content_files
    from sv_app.editorial import institution_form

    parsed = read_content_files(CONTENT)
    # A file of the hospital with errors is no reason to refuse to write a new one.
    if faults := [fault for fault in parsed.reader.faults if fault.file != INSTITUTION]:
        raise ContentError(faults)
    language = options.language
    if language is not None and language not in parsed.languages:
        known = ", ".join(sorted(parsed.languages))
        raise InputError(f"--language: '{language}' is no language of content/: {known}")
    out = options.out
    if out.exists() and not out.is_file():
        raise InputError(f"{out} is not a file: give --out the file to write.")

    def ask(question: str) -> str:
        """Ask a question; the end of the input stops the command, as the keyboard does."""
        try:
            return input(question)
        except EOFError:
            raise KeyboardInterrupt from None

    language = language or institution_form.choose_language(parsed, ask)
    form = institution_form.make_form(parsed, language, ask, print)
    if out.exists() and not form.ask_yes_no(form.words.replace.format(text=out)):
        print(form.words.unchanged)
        return 0
    unfinished = out.with_name(f"{out.name}.unfinished")
    recorded = institution_form.RecordedAnswers(unfinished, form)
    if unfinished.exists() and form.ask_yes_no(form.words.resume):
        recorded.resume()
    try:
        institution_form.write_institution(out, recorded.answers())
    except KeyboardInterrupt:
        if not unfinished.exists():
            raise
        print()  # the question has no end of line
        raise InputError(form.words.kept.format(text=unfinished)) from None
    recorded.forget()
    print(form.words.written.format(text=out))
    print(form.summary(load_contents(CONTENT, out)))
    print(form.words.next_step.format(text=out))
    print(form.words.next_kit.format(text=out))
    return 0


def _kit(options: argparse.Namespace) -> int:
    from sv_app.editorial import rules
    from sv_app.kit import make

    try:
        url = make.check_url(options.url)
    except make.UrlError as error:
        raise InputError(f"--url: {error}") from None
    _check_new_folder(options.out)
    parsed, contents = rules.load_checked_files(CONTENT, options.institution)
    if parsed.institution is None:
        raise InputError(
            "There is no file of your hospital: write one with sv-app institution, "
            "or name it with --institution."
        )
    _print_institution(contents)
    untranslated = list(rules.untranslated_texts(parsed))
    if untranslated:
        print(UNTRANSLATED.format("kit"), *untranslated, sep="\n  ")
    with replace_folder(options.out) as folder:
        count = make.write_kit(folder, make.kit_files(parsed, contents, url))
    print(f"Wrote {count} files to {options.out}/, in {', '.join(sorted(contents))}.")
    if make.is_private(url):
        print(PRIVATE_ADDRESS.format(url))
    return 0


def _check_new_folder(out: Path) -> None:
    """Check that a kit replaces nothing.

    Raises:
        InputError: when `out` is a file, or a folder that holds something.
    """
    hint = "name a new folder with --out."
    if out.exists() and not out.is_dir():
        raise InputError(f"{out} is not a folder: {hint}")
    if out.is_dir() and any(out.iterdir()):
        raise InputError(f"{out} is not empty, and a kit replaces nothing: {hint}")


def _review(options: argparse.Namespace) -> int:
    from sv_app.editorial import review, rules

    # A text with an error is not ready to be read.
    parsed, _ = rules.load_checked_files(options.content)
    today = dt.datetime.now(dt.UTC).date()
    if options.signed:
        if options.signed not in parsed.languages:
            known = ", ".join(sorted(parsed.languages))
            raise InputError(f"--signed: '{options.signed}' is no language of content/: {known}")
        if not options.reviewer:
            raise InputError('--signed: add --reviewer, such as --reviewer "hospital psychologist"')
        on = options.on or today
        print(f"Wrote {review.record_review(parsed, options.signed, options.reviewer, on)}.")
    elif options.out:
        options.out.write_text(review.review_sheet(parsed, today), "utf-8")
        print(f"Wrote {options.out}.")
    else:
        raise InputError("review: add --out FILE for a sheet, or --signed LANGUAGE to record one")
    return 0


def _schemas(_: argparse.Namespace) -> int:
    from sv_app.editorial import schemas

    schemas.write(CONTENT)
    return 0


def _fonts(options: argparse.Namespace) -> int:
    from sv_app.editorial import fonts

    package = options.package
    check_folder(package, "DIR", PACKAGE_HINT)
    for path in (*chain(*fonts.sources(package).values()), package / "LICENSE"):
        check_file(path, "DIR", PACKAGE_HINT)
    try:
        fonts.write(package, FONTS_FOLDER)
    except fonts.FontError as error:
        raise InputError(str(error)) from error
    return 0


def _build(options: argparse.Namespace) -> int:
    from sv_app.pwa import build, hosts

    links = hosts.asset_links(options.package, options.fingerprint)
    _stop_on_terminate()
    build.build(options.out, options.institution, compressed=True, asset_links=links)
    return 0


def _verify(options: argparse.Namespace) -> int:
    from sv_app.pwa import verify

    url, digests = verify.site_url(options.url), verify.read_checksums(options.build)
    problems = verify.differences(url, digests)
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        print(f"Differences between {url} and the build: {len(problems)}.", file=sys.stderr)
        return 1
    print(f"{url} has the files and the headers of the build.")
    return 0


def _serve(options: argparse.Namespace) -> int:
    from sv_app.pwa import build, serve

    _stop_on_terminate()
    with serve.server(OUT, options.port) as server:
        build.build_if_changed(OUT, options.institution)
        serve.run(server)
    return 0


def _stop_on_terminate() -> None:
    """Treat SIGTERM like Ctrl C, so that temporary files are removed."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def _dev(options: argparse.Namespace) -> int:
    from sv_app.pwa.dev.run import run

    _stop_on_terminate()
    run(options.port, options.content, options.institution)
    return 0


if __name__ == "__main__":
    sys.exit(main())
