"""A certificate that is signed by itself, for somebody who tries TLS on one machine.

This module must not know who shows it.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from chatxblock.devserver.ejabberd import write_private
from chatxblock.errors import ConfigurationError

TIME_LIMIT = 30.0
DAYS = "30"


def make_certificate(file: Path, *names: str) -> Path:
    """Write a new key and the certificate of these domains into one PEM file that only its owner can read; return it.

    Raises `ConfigurationError` where OpenSSL is missing.
    """
    key, certificate = file.with_suffix(".key"), file.with_suffix(".crt")
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", DAYS, "-subj", f"/CN={names[0]}"]
    command += ["-addext", f"subjectAltName={','.join(f'DNS:{name}' for name in names)}"]
    command += ["-keyout", str(key), "-out", str(certificate)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=TIME_LIMIT)
    except FileNotFoundError:
        raise ConfigurationError("OpenSSL is not installed. On Debian and Ubuntu: apt-get install openssl") from None
    write_private(file, certificate.read_text(encoding="ascii") + key.read_text(encoding="ascii"))
    return file
