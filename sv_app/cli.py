"""`sv-app serve | dev | build | check | schemas | fonts`: the commands of the project."""

import argparse
import datetime as dt
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from sv_app.data.content import CONTENT
from sv_app.data.toml_files import ContentError
from sv_app.domain.languages import DEFAULT
from sv_app.pwa.ports import PortError

OUT = Path(".build/site")
FONTS = CONTENT.parent / "assets" / "fonts"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 1 when it could not be done."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except ContentError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.faults)} to mend in content/.", file=sys.stderr)
        return 1
    except PortError as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sv-app", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    check = commands.add_parser("check", help="check every word of content/")
    check.add_argument("--content", type=Path, default=CONTENT, metavar="DIR")
    check.set_defaults(run=_check)
    build = commands.add_parser("build", help="build the static site")
    build.add_argument("--out", type=Path, default=OUT, metavar="DIR")
    build.set_defaults(run=_build)
    serve = commands.add_parser("serve", help="build what changed, and serve it on 127.0.0.1")
    serve.add_argument("--port", type=int, default=8550)
    serve.set_defaults(run=_serve)
    dev = commands.add_parser("dev", help="serve on 127.0.0.1, and show each change at once")
    dev.add_argument("--port", type=int, default=8551)
    dev.add_argument("--content", type=Path, default=CONTENT, metavar="DIR")
    dev.set_defaults(run=_dev)
    schemas = commands.add_parser("schemas", help="write content/schemas/ from the models")
    schemas.set_defaults(run=_schemas)
    fonts = commands.add_parser("fonts", help="write assets/fonts/ from their npm package")
    fonts.add_argument("package", type=Path, metavar="DIR")
    fonts.set_defaults(run=_fonts)
    for command in (check, build, serve, dev):
        command.add_argument(
            "--institution", type=Path, metavar="FILE", help="one hospital's own contacts"
        )
    return parser


def _check(options: argparse.Namespace) -> int:
    from sv_app.editorial.ages import old_lines, unsure_lines
    from sv_app.editorial.check import checked_kits

    kits = checked_kits(options.content, options.institution)
    today = dt.datetime.now(dt.UTC).date()
    for what, lines in (
        ("Checked over a year ago; read these pages again:", old_lines(kits[DEFAULT], today)),
        ("To confirm, and said to be so wherever it is shown:", unsure_lines(kits[DEFAULT])),
    ):
        if found := list(lines):
            print(what, *found, sep="\n  ")
    print(f"content/ holds: {', '.join(sorted(kits))}. Nothing to mend.")
    return 0


def _schemas(_: argparse.Namespace) -> int:
    from sv_app.editorial import schemas

    schemas.write(CONTENT)
    return 0


def _fonts(options: argparse.Namespace) -> int:
    from sv_app.editorial import fonts

    try:
        fonts.write(options.package, FONTS)
    except FileNotFoundError as error:
        print(f"{error.filename} is not there: DIR is the npm package, unpacked.", file=sys.stderr)
        return 1
    return 0


def _build(options: argparse.Namespace) -> int:
    from sv_app.pwa import build

    build.build(options.out, options.institution, compressed=True)
    return 0


def _serve(options: argparse.Namespace) -> int:
    from sv_app.pwa import build, serve

    build.build_if_changed(OUT, options.institution)
    serve.serve(OUT, options.port)
    return 0


def _dev(options: argparse.Namespace) -> int:
    from sv_app.pwa.dev.run import run

    if not options.content.is_dir():
        print(f"{options.content} is not a folder.", file=sys.stderr)
        return 1
    # Ended as by Ctrl C: temporary files are removed.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    run(options.port, options.content, options.institution)
    return 0


if __name__ == "__main__":
    sys.exit(main())
