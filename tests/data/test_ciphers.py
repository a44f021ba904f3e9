"""The passcode's envelope, byte for byte, as a browser reads it too."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sv_app.data.crypto import cipher as cipher_module
from sv_app.data.crypto.cipher import (
    ROUNDS,
    DecryptionError,
    PasscodeCipher,
    cipher_for,
    new_cipher,
)
from sv_app.data.crypto.native import NativeKeys
from tests.data import vectors
from tests.loop import in_a_loop

VECTORS: list[dict[str, Any]] = json.loads(vectors.FILE.read_text("utf-8"))
every_vector = pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
KEYS = NativeKeys()


@every_vector
@in_a_loop
async def test_a_vector_opens_with_its_code(vector: dict[str, Any]) -> None:
    whole = bytes.fromhex(vector["envelope"])
    cipher = await cipher_for(KEYS, vector["code"], whole)
    assert (await cipher.open(vector["name"], whole)).hex() == vector["data"]
    sealed = bytes.fromhex(vector["sealed"])
    assert (await cipher.key.open(vector["name"], sealed)).hex() == vector["data"]


@every_vector
@in_a_loop
async def test_a_vector_stays_shut_for_another_code_or_name_or_any_change(
    vector: dict[str, Any],
) -> None:
    whole = bytes.fromhex(vector["envelope"])
    if vector["rounds"] <= 1_000:
        other = await cipher_for(KEYS, vector["code"] + " ", whole)
        with pytest.raises(DecryptionError):
            await other.open(vector["name"], whole)
    cipher = await cipher_for(KEYS, vector["code"], whole)
    with pytest.raises(DecryptionError):
        await cipher.open(vector["name"] + "0", whole)
    for at in range(len(whole)):
        spoilt = bytearray(whole)
        spoilt[at] ^= 0x80
        with pytest.raises(DecryptionError):
            await cipher.open(vector["name"], bytes(spoilt))
    for length in (0, 8, 28, 40, len(whole) - 1):
        with pytest.raises(DecryptionError):
            await cipher.open(vector["name"], whole[:length])


def test_the_vectors_are_what_their_cases_make() -> None:
    made = [vectors.vector(number, *case) for number, case in enumerate(vectors.CASES, 1)]
    assert made == VECTORS


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300), st.from_regex("[a-z0-9-]{1,30}", fullmatch=True))
@in_a_loop
async def test_what_is_sealed_can_be_opened_and_never_looks_the_same(
    data: bytes, name: str
) -> None:
    cipher = PasscodeCipher(b"s" * 16, 1, await KEYS.derive("code", b"s" * 16, 1))
    one, two = await cipher.seal(name, data), await cipher.seal(name, data)
    assert one != two
    assert await cipher.open(name, one) == await cipher.open(name, two) == data


@in_a_loop
async def test_a_new_passcode_takes_600000_rounds_and_a_salt_of_its_own() -> None:
    assert ROUNDS >= 600_000
    one, two = await new_cipher(KEYS, "code"), await new_cipher(KEYS, "code")
    assert one.rounds == two.rounds == ROUNDS
    assert len(one.salt) == 16
    assert one.salt != two.salt


@in_a_loop
async def test_an_envelope_that_asks_for_too_much_work_is_not_tried() -> None:
    for rounds in (0, cipher_module.MOST_ROUNDS + 1, 2**32 - 1):
        whole = cipher_module.MAGIC + rounds.to_bytes(4, "big") + bytes(60)
        with pytest.raises(DecryptionError):
            await cipher_for(KEYS, "code", whole)
