"""A small QR encoder: enough to dial a number from another phone."""

from dataclasses import dataclass
from functools import cache

from sv_app.domain.qr_drawing import Matrix, drawn


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
    return drawn(version.size, bits)


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
