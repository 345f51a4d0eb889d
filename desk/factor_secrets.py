"""What the database holds of a second factor's secrets: nothing that could be used, with the database alone.

The phone's key is encrypted (AES-256-GCM, bound to its owner), a recovery code is kept as its scrypt digest
(OWASP ASVS 5.0.0, 6.5.2). Both keys follow from `nik.key`, which lies outside the database and in no sealed
backup.
"""

import base64
import hmac
import secrets
from hashlib import scrypt, sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

SEALED = "v1:"
"""What a sealed key begins with; 67 characters in all for a key of 20 bytes, the column takes 80."""
NONCE_BYTES = 12
SCRYPT = {"n": 2**14, "r": 8, "p": 5}
"""One of the settings that ASVS 5.0.0 (11.4.2, appendix C) takes for scrypt; 16 MiB and .2 s a code."""
DIGEST_BYTES = 12
"""16 letters, what the column takes; of a code with 40 random bits."""


def seal(key: bytes, owner: int) -> str:
    """The phone's key as its row holds it; `owner`: the user's number."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    closed = AESGCM(_derived("kunci ponsel")).encrypt(nonce, key, b"%d" % owner)
    return SEALED + base64.b64encode(nonce + closed).decode()


def unseal(text: str, owner: int) -> bytes | None:
    """The key again; None when it was not sealed for that owner with today's keys."""
    try:
        raw = base64.b64decode(text.removeprefix(SEALED), validate=True)
        return AESGCM(_derived("kunci ponsel")).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], b"%d" % owner)
    except (ValueError, InvalidTag):
        return None


def recovery_digest(code: str, owner: int) -> str:
    """What stands in the database for that recovery code of the user."""
    salt = _derived(f"kode cadangan {owner}")
    return base64.urlsafe_b64encode(scrypt(code.encode(), salt=salt, dklen=DIGEST_BYTES, **SCRYPT)).decode()


def _derived(purpose: str) -> bytes:
    """32 bytes for one purpose."""
    return hmac.new(settings.NIK_KEY, f"faktor kedua: {purpose}".encode(), sha256).digest()
