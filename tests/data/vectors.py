"""Write the test vectors of the passcode envelope: python -m tests.data.vectors

Both implementations read them, `cryptography` here and WebCrypto in a browser. In a vector,
`sealed` is the nonce and the ciphertext, and `envelope` has a header with the salt before them. The
nonces are fixed only in these vectors: the app draws a new nonce for each encryption.
"""

import json
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from sv_app.data.crypto.cipher import MAGIC

FILE = Path(__file__).with_name("vectors.json")
CASES = (
    # passcode, rounds, record name, plaintext
    ("cinq mots pris au hasard", 600_000, "entries-0", b'{"1": {}}'),
    ("caf\u00e9", 1, "draft", "ça".encode()),
    ("1234", 1_000, "passcode", b""),
    ("x" * 200, 2, "export", bytes(range(256)) * 8),
)


def vector(number: int, passcode: str, rounds: int, name: str, data: bytes) -> dict[str, object]:
    salt, nonce = bytes([number]) * 16, bytes([number + 100]) * 12
    derivation = PBKDF2HMAC(SHA256(), length=32, salt=salt, iterations=rounds)
    key = derivation.derive(passcode.encode())
    sealed = nonce + AESGCM(key).encrypt(nonce, data, name.encode())
    envelope = MAGIC + rounds.to_bytes(4, "big") + salt + sealed
    fields = {"salt": salt, "key": key, "data": data, "sealed": sealed, "envelope": envelope}
    hex_fields: dict[str, object] = {field: value.hex() for field, value in fields.items()}
    return {"passcode": passcode, "rounds": rounds, "name": name, **hex_fields}


if __name__ == "__main__":
    vectors = [vector(number, *case) for number, case in enumerate(CASES, 1)]
    FILE.write_text(json.dumps(vectors, ensure_ascii=False, indent=1) + "\n", "utf-8")
