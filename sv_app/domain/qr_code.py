"""A small QR encoder: enough to dial a number from another phone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise

Matrix = tuple[tuple[bool, ...], ...]
"""Rows of modules; True is dark. The quiet zone of four modules is not in it."""
Grid = list[list[bool | None]]

LEVEL_M = 0b00
FORMAT_MASK = 0b101010000010010
MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda y, x: (y + x) % 2 == 0,
    lambda y, _: y % 2 == 0,
    lambda _, x: x % 3 == 0,
    lambda y, x: (y + x) % 3 == 0,
    lambda y, x: (y // 2 + x // 3) % 2 == 0,
    lambda y, x: y * x % 2 + y * x % 3 == 0,
    lambda y, x: (y * x % 2 + y * x % 3) % 2 == 0,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2 == 0,
)
LOOKS_LIKE_A_CORNER = ((1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0), (0, 0, 0, 0, 1, 0, 1, 1, 1, 0, 1))


def draw_matrix(size: int, bits: Sequence[bool]) -> Matrix:
    """The code of `size` modules that holds `bits`, under the mask that reads best."""
    return min((_masked(size, bits, mask) for mask in range(len(MASKS))), key=_penalty)


def _masked(size: int, bits: Sequence[bool], mask: int) -> Matrix:
    grid = _furniture(size)
    _write_format(grid, mask)
    places = [(y, x) for y, x in _snake(size) if grid[y][x] is None]
    padded = [*bits, *[False] * (len(places) - len(bits))]
    for (y, x), bit in zip(places, padded, strict=True):
        grid[y][x] = bit ^ MASKS[mask](y, x)
    return tuple(tuple(bool(module) for module in row) for row in grid)


def _furniture(size: int) -> Grid:
    """What is the same in every code of this size: corners, rulers, the alignment mark."""
    grid: Grid = [[None] * size for _ in range(size)]
    for n in range(8, size - 8):
        grid[6][n] = grid[n][6] = n % 2 == 0
    if size > 21:  # the smallest code has no alignment mark
        _square(grid, size - 7, size - 7, (True, False, True))
    for y, x in ((3, 3), (3, size - 4), (size - 4, 3)):
        _square(grid, y, x, (True, True, False, True, False))
    grid[size - 8][8] = True
    return grid


def _square(grid: Grid, y: int, x: int, rings: tuple[bool, ...]) -> None:
    """Rings of one module around a centre, the innermost first."""
    reach = len(rings) - 1
    for dy in range(-reach, reach + 1):
        for dx in range(-reach, reach + 1):
            if 0 <= y + dy < len(grid) and 0 <= x + dx < len(grid):
                grid[y + dy][x + dx] = rings[max(abs(dy), abs(dx))]


def _write_format(grid: Grid, mask: int) -> None:
    """The level and the mask, twice, with ten bits that correct them."""
    data = LEVEL_M << 3 | mask
    rest = data << 10
    for n in range(4, -1, -1):
        rest ^= (rest >> n + 10 & 1) * (0b10100110111 << n)
    word = (data << 10 | rest) ^ FORMAT_MASK
    last = len(grid) - 1
    around = [*range(6), 7, 8]
    for n in range(15):
        bit = bool(word >> n & 1)
        if n < 8:
            grid[around[n]][8] = grid[8][last - n] = bit
        else:
            grid[8][around[14 - n]] = grid[last - 14 + n][8] = bit


def _snake(size: int) -> Iterator[tuple[int, int]]:
    """Every place of the code, in the order the data takes: up, then down, by pairs."""
    columns = [x for x in range(size - 1, 0, -2) if x > 6] + [5, 3, 1]
    for n, right in enumerate(columns):
        rows = range(size) if n % 2 else range(size - 1, -1, -1)
        for y in rows:
            yield from ((y, right), (y, right - 1))


def _penalty(matrix: Matrix) -> int:
    """How hard the code is to read, by the four rules of the standard."""
    lines = [*matrix, *zip(*matrix, strict=True)]
    runs = [len(list(run)) for line in lines for _, run in groupby(line)]
    long = sum(run - 2 for run in runs if run >= 5)
    squares = sum(
        a == b == c == d
        for upper, lower in pairwise(matrix)
        for a, b, c, d in zip(upper, upper[1:], lower, lower[1:], strict=False)
    )
    corners = sum(
        line[n : n + 11] in LOOKS_LIKE_A_CORNER for line in lines for n in range(len(line) - 10)
    )
    dark = sum(map(sum, matrix)) * 100 / len(matrix) ** 2
    return long + 3 * squares + 40 * corners + 10 * int(abs(dark - 50) / 5)


@dataclass(frozen=True)
class _Version:
    """A size of code at correction level M, which survives 15 % of damage."""

    number: int
    data: int
    correction: int

    @property
    def size(self) -> int:
        return 17 + 4 * self.number


# One block each, and no version field: what larger ones need, a phone number does not.
VERSIONS = (_Version(1, 16, 10), _Version(2, 28, 16), _Version(3, 44, 26))


@cache  # a screen is drawn again and again, with the same few numbers
def encode(text: str) -> Matrix:
    """The QR code of `text`, at most 42 octets of UTF-8.

    Raises:
        ValueError: when the text is longer.
    """
    data = text.encode()
    fitting = (version for version in VERSIONS if len(data) + 2 <= version.data)
    if (version := next(fitting, None)) is None:
        raise ValueError(f"{len(data)} octets: a code this small holds 42")
    words = _data_words(data, version)
    bits = [bool(word >> n & 1) for word in words + _remainder(words, version) for n in _bits(8)]
    return draw_matrix(version.size, bits)


def _bits(count: int) -> range:
    return range(count - 1, -1, -1)


def _data_words(data: bytes, version: _Version) -> list[int]:
    """Mode 4 (octets), the length, the octets, an end, and padding."""
    packed = int.from_bytes(bytes([len(data), *data]), "big") | 4 << 8 * (len(data) + 1)
    words = list((packed << 4).to_bytes(len(data) + 2, "big"))
    padding = (0xEC, 0x11) * version.data
    return [*words, *padding][: version.data]


def _remainder(words: list[int], version: _Version) -> list[int]:
    """The Reed-Solomon words: what is left of the data divided by the generator."""
    generator = [1]
    for power in range(version.correction):
        longer = [*generator, 0]
        for n, factor in enumerate(generator):
            longer[n + 1] ^= _times(factor, _power(power))
        generator = longer
    left = [*words, *[0] * version.correction]
    for n in range(len(words)):
        for m, factor in enumerate(generator[1:], n + 1):
            left[m] ^= _times(factor, left[n])
    return left[len(words) :]


def _times(a: int, b: int) -> int:
    """The product in the field of 256 elements that QR uses."""
    product = 0
    for n in _bits(8):
        product = product << 1 ^ (product >> 7) * 0x11D ^ (b >> n & 1) * a
    return product


def _power(exponent: int) -> int:
    value = 1
    for _ in range(exponent):
        value = _times(value, 2)
    return value
