"""Writes the test vectors of the passcode's envelope: python -m tests.data.vectors

Both implementations read them, `cryptography` here and WebCrypto in a browser. Fixed
nonces serve tests alone: what seals for a person draws a new one each time.
"""

import json
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from sv_app.data.crypto.cipher import MAGIC

FILE = Path(__file__).with_name("vectors.json")
CASES = (
    # code, rounds, name, what is sealed
    ("cinq mots pris au hasard", 600_000, "entries-0", b'{"1": {}}'),
    ("caf\u00e9", 1, "draft", "ça".encode()),
    ("1234", 1_000, "passcode", b""),
    ("x" * 200, 2, "export", bytes(range(256)) * 8),
)


def vector(number: int, code: str, rounds: int, name: str, data: bytes) -> dict[str, object]:
    salt, nonce = bytes([number]) * 16, bytes([number + 100]) * 12
    derivation = PBKDF2HMAC(SHA256(), length=32, salt=salt, iterations=rounds)
    key = derivation.derive(code.encode())
    sealed = nonce + AESGCM(key).encrypt(nonce, data, name.encode())
    envelope = MAGIC + rounds.to_bytes(4, "big") + salt + sealed
    shown = {"salt": salt, "key": key, "data": data, "sealed": sealed, "envelope": envelope}
    hexed: dict[str, object] = {what: value.hex() for what, value in shown.items()}
    return {"code": code, "rounds": rounds, "name": name, **hexed}


if __name__ == "__main__":
    found = [vector(number, *case) for number, case in enumerate(CASES, 1)]
    FILE.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
