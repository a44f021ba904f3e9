"""A small QR code encoder for short texts: a number to dial, the address of the site."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise

Matrix = tuple[tuple[bool, ...], ...]
"""Rows of modules; True is dark. The quiet zone is not included."""
QUIET_ZONE = 4
"""The white border, in modules, required by the standard."""
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
FINDER_LIKE = ((1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0), (0, 0, 0, 0, 1, 0, 1, 1, 1, 0, 1))


def draw_matrix(size: int, bits: Sequence[bool]) -> Matrix:
    """Return the matrix of `size` by `size` modules for `bits`, with the mask of lowest penalty."""
    return min((_draw_masked(size, bits, mask) for mask in range(len(MASKS))), key=_penalty)


def _draw_masked(size: int, bits: Sequence[bool], mask: int) -> Matrix:
    grid = _function_patterns(size)
    _write_format(grid, mask)
    free_modules = [(y, x) for y, x in _zigzag(size) if grid[y][x] is None]
    padded = [*bits, *[False] * (len(free_modules) - len(bits))]
    for (y, x), bit in zip(free_modules, padded, strict=True):
        grid[y][x] = bit ^ MASKS[mask](y, x)
    return tuple(tuple(bool(module) for module in row) for row in grid)


def _function_patterns(size: int) -> Grid:
    """Draw the finder, timing and alignment patterns, the same in every code of this size."""
    grid: Grid = [[None] * size for _ in range(size)]
    for n in range(8, size - 8):
        grid[6][n] = grid[n][6] = n % 2 == 0
    if size > 21:  # version 1 has no alignment pattern
        _draw_rings(grid, size - 7, size - 7, (True, False, True))
    for y, x in ((3, 3), (3, size - 4), (size - 4, 3)):
        _draw_rings(grid, y, x, (True, True, False, True, False))
    grid[size - 8][8] = True
    return grid


def _draw_rings(grid: Grid, y: int, x: int, rings: tuple[bool, ...]) -> None:
    """Draw square rings of one module around a centre; `rings` begins with the centre."""
    radius = len(rings) - 1
    for dy in range(-radius, radius + 1):
        for dx in range(-radius, radius + 1):
            if 0 <= y + dy < len(grid) and 0 <= x + dx < len(grid):
                grid[y + dy][x + dx] = rings[max(abs(dy), abs(dx))]


def _write_format(grid: Grid, mask: int) -> None:
    """Write the correction level and the mask twice, with ten error correction bits."""
    data = LEVEL_M << 3 | mask
    remainder = data << 10
    for n in range(4, -1, -1):
        remainder ^= (remainder >> n + 10 & 1) * (0b10100110111 << n)
    format_bits = (data << 10 | remainder) ^ FORMAT_MASK
    last = len(grid) - 1
    offsets = [*range(6), 7, 8]
    for n in range(15):
        bit = bool(format_bits >> n & 1)
        if n < 8:
            grid[offsets[n]][8] = grid[8][last - n] = bit
        else:
            grid[8][offsets[14 - n]] = grid[last - 14 + n][8] = bit


def _zigzag(size: int) -> Iterator[tuple[int, int]]:
    """Yield every position in the order of the data: pairs of columns, up and down in turn."""
    columns = [x for x in range(size - 1, 0, -2) if x > 6] + [5, 3, 1]
    for n, right in enumerate(columns):
        rows = range(size) if n % 2 else range(size - 1, -1, -1)
        for y in rows:
            yield from ((y, right), (y, right - 1))


def _penalty(matrix: Matrix) -> int:
    """Return the penalty of a matrix by the four rules of the standard."""
    lines = [*matrix, *zip(*matrix, strict=True)]
    runs = [len(list(run)) for line in lines for _, run in groupby(line)]
    long_runs = sum(run - 2 for run in runs if run >= 5)
    blocks = sum(
        a == b == c == d
        for upper, lower in pairwise(matrix)
        for a, b, c, d in zip(upper, upper[1:], lower, lower[1:], strict=False)
    )
    finder_like = sum(
        line[n : n + 11] in FINDER_LIKE for line in lines for n in range(len(line) - 10)
    )
    dark = sum(map(sum, matrix)) * 100 / len(matrix) ** 2
    return long_runs + 3 * blocks + 40 * finder_like + 10 * int(abs(dark - 50) / 5)


@dataclass(frozen=True)
class _Version:
    """A version at correction level M, which recovers 15 % of damage.

    It has `blocks` of the same size; `data` and `correction` are the numbers of codewords of each.
    """

    number: int
    data: int
    correction: int
    blocks: int = 1

    @property
    def size(self) -> int:
        return 17 + 4 * self.number


# An address fits in these six versions. Larger ones have a version field, and most of them have
# blocks of two sizes.
VERSIONS = (
    *(_Version(1, 16, 10), _Version(2, 28, 16), _Version(3, 44, 26)),
    *(_Version(4, 32, 18, 2), _Version(5, 43, 24, 2), _Version(6, 27, 16, 4)),
)


@cache  # screens are rendered often, with the same few numbers
def encode(text: str) -> Matrix:
    """Return the QR code of `text`, of at most 106 octets in UTF-8.

    Raises:
        ValueError: If the text is longer.
    """
    data = text.encode()
    large_enough = (v for v in VERSIONS if len(data) + 2 <= v.data * v.blocks)
    if (version := next(large_enough, None)) is None:
        raise ValueError(f"{len(data)} octets: a code this small holds 106")
    all_data = _data_codewords(data, version.data * version.blocks)
    blocks = [all_data[n : n + version.data] for n in range(0, len(all_data), version.data)]
    corrections = [_correction_codewords(block, version) for block in blocks]
    # The first codeword of every block, then the second of every block, and so on.
    codewords = [
        word
        for part in (blocks, corrections)
        for group in zip(*part, strict=True)
        for word in group
    ]
    bits = [bool(codeword >> n & 1) for codeword in codewords for n in _bit_positions(8)]
    return draw_matrix(version.size, bits)


def _bit_positions(count: int) -> range:
    return range(count - 1, -1, -1)


def _data_codewords(data: bytes, count: int) -> list[int]:
    """Return `count` data codewords: mode 4 (octets), length, octets, terminator and padding."""
    packed = int.from_bytes(bytes([len(data), *data]), "big") | 4 << 8 * (len(data) + 1)
    codewords = list((packed << 4).to_bytes(len(data) + 2, "big"))
    padding = (0xEC, 0x11) * count
    return [*codewords, *padding][:count]


def _correction_codewords(codewords: list[int], version: _Version) -> list[int]:
    """Return the Reed-Solomon codewords: the remainder of the data divided by the generator."""
    generator = [1]
    for power in range(version.correction):
        product = [*generator, 0]
        for n, factor in enumerate(generator):
            product[n + 1] ^= _multiply(factor, _power_of_two(power))
        generator = product
    remainder = [*codewords, *[0] * version.correction]
    for n in range(len(codewords)):
        for m, factor in enumerate(generator[1:], n + 1):
            remainder[m] ^= _multiply(factor, remainder[n])
    return remainder[len(codewords) :]


def _multiply(a: int, b: int) -> int:
    """Multiply in GF(256) with the polynomial 0x11D, as QR codes do."""
    product = 0
    for n in _bit_positions(8):
        product = product << 1 ^ (product >> 7) * 0x11D ^ (b >> n & 1) * a
    return product


def _power_of_two(exponent: int) -> int:
    value = 1
    for _ in range(exponent):
        value = _multiply(value, 2)
    return value
