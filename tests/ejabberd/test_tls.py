"""The service's connection across a network: encrypted, and only to whom it knows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chatxblock.devserver.certificate import make_certificate
from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.errors import RoomsUnavailable
from tests.support.chat import Service, new_name, settings_for


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for certificates."""
    return tmp_path_factory.mktemp("tls")


@pytest.fixture(scope="module")
def certificate(folder: Path) -> Path:
    """Return the certificate of the service's domain."""
    return make_certificate(folder / "service.pem", "service.chat.localhost")


@pytest.fixture(scope="module")
def server(folder: Path, certificate: Path) -> Iterator[Ejabberd]:
    """Return a server that takes no connection in the clear."""
    server = Ejabberd(folder / "ejabberd", certificate=certificate)
    server.start()
    yield server
    server.kill()


def test_the_service_works_over_tls(server: Ejabberd, certificate: Path) -> None:
    rooms = Service(settings_for(server, tls=True, ca_file=str(certificate)))
    name = new_name()
    rooms.make(name, occupants=2)
    assert rooms.read(name).total == 0
    rooms.close()


def test_a_certificate_that_nobody_vouches_for_is_refused(server: Ejabberd) -> None:
    rooms = Service(settings_for(server, tls=True))
    with pytest.raises(RoomsUnavailable):
        rooms.make(new_name(), occupants=2)
    rooms.close()


def test_a_certificate_of_another_domain_is_refused(tmp_path: Path) -> None:
    other = make_certificate(tmp_path / "other.pem", "service.other.localhost")
    server = Ejabberd(tmp_path / "ejabberd", certificate=other)
    server.start()
    rooms = Service(settings_for(server, tls=True, ca_file=str(other)))
    with pytest.raises(RoomsUnavailable):
        rooms.make(new_name(), occupants=2)
    rooms.close()
    server.kill()


def test_nothing_is_sent_in_the_clear(server: Ejabberd) -> None:
    rooms = Service(settings_for(server, tls=False))
    with pytest.raises(RoomsUnavailable):
        rooms.make(new_name(), occupants=2)
    rooms.close()
