"""The passcode envelope, byte for byte, as WebCrypto reads it too."""

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
from tests.data.journal_builder import PASSCODE
from tests.loop import run_in_event_loop

VECTORS: list[dict[str, Any]] = json.loads(vectors.FILE.read_text("utf-8"))
every_vector = pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
KEYS = NativeKeys()


@pytest.fixture(autouse=True)
def fast_key_derivation() -> None:
    """Replaces the fixture of tests/conftest.py, which would reduce the rounds."""


@every_vector
@run_in_event_loop
async def test_vector_is_decrypted_with_its_passcode(vector: dict[str, Any]) -> None:
    envelope = bytes.fromhex(vector["envelope"])
    cipher = await cipher_for(KEYS, vector["passcode"], envelope)
    assert (await cipher.decrypt(vector["name"], envelope)).hex() == vector["data"]
    sealed = bytes.fromhex(vector["sealed"])
    assert (await cipher.cipher.decrypt(vector["name"], sealed)).hex() == vector["data"]


@every_vector
@run_in_event_loop
async def test_vector_is_not_decrypted_with_another_passcode_or_name_or_any_change(
    vector: dict[str, Any],
) -> None:
    envelope = bytes.fromhex(vector["envelope"])
    if vector["rounds"] <= 1_000:
        other_cipher = await cipher_for(KEYS, vector["passcode"] + " ", envelope)
        with pytest.raises(DecryptionError):
            await other_cipher.decrypt(vector["name"], envelope)
    cipher = await cipher_for(KEYS, vector["passcode"], envelope)
    with pytest.raises(DecryptionError):
        await cipher.decrypt(vector["name"] + "0", envelope)
    for index in range(len(envelope)):
        damaged = bytearray(envelope)
        damaged[index] ^= 0x80
        with pytest.raises(DecryptionError):
            await cipher.decrypt(vector["name"], bytes(damaged))
    for length in (0, 8, 28, 40, len(envelope) - 1):
        with pytest.raises(DecryptionError):
            await cipher.decrypt(vector["name"], envelope[:length])


def test_vectors_file_matches_its_cases() -> None:
    generated = [vectors.vector(number, *case) for number, case in enumerate(vectors.CASES, 1)]
    assert generated == VECTORS


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300), st.from_regex("[a-z0-9-]{1,30}", fullmatch=True))
@run_in_event_loop
async def test_encrypted_data_is_decrypted_and_each_encryption_differs(
    data: bytes, name: str
) -> None:
    cipher = PasscodeCipher(b"s" * 16, 1, await KEYS.derive(PASSCODE, b"s" * 16, 1))
    first, second = await cipher.encrypt(name, data), await cipher.encrypt(name, data)
    assert first != second
    assert await cipher.decrypt(name, first) == await cipher.decrypt(name, second) == data


@run_in_event_loop
async def test_new_passcode_takes_at_least_600000_rounds_and_a_new_salt() -> None:
    assert ROUNDS >= 600_000
    first, second = await new_cipher(KEYS, PASSCODE), await new_cipher(KEYS, PASSCODE)
    assert first.rounds == second.rounds == ROUNDS
    assert len(first.salt) == 16
    assert first.salt != second.salt


@run_in_event_loop
async def test_envelope_with_too_many_rounds_is_refused() -> None:
    for rounds in (0, cipher_module.MAX_ROUNDS + 1, 2**32 - 1):
        envelope = cipher_module.MAGIC + rounds.to_bytes(4, "big") + bytes(60)
        with pytest.raises(DecryptionError):
            await cipher_for(KEYS, PASSCODE, envelope)
