"""Write ejabberd's configuration for one deployment.

This module must not know who starts the server, and it keeps no values of its own: what may differ is in
`Deployment`, what must not is in the template.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from string import Template

from chatxblock.ejabberd.deployment import Deployment, Sql

FOLDER = Path(__file__).resolve().parent
GUARD = FOLDER / "mod_chatxblock_guard.erl"
ARCHIVE = FOLDER / "mod_chatxblock_archive.erl"
KEYS = FOLDER / "ejabberd_auth_chatxblock.erl"
CLUSTER = FOLDER / "chatxblock_cluster.erl"
LEASE, LEASE_ROW = FOLDER / "chatxblock_lease.erl", FOLDER / "chatxblock_lease_row.erl"
LEASE_NUMBERS = FOLDER / "chatxblock_lease_numbers.erl"
ROOMS = FOLDER / "mod_muc_chatxblock.erl"
MODULES = (GUARD, ARCHIVE, KEYS, ROOMS, CLUSTER, LEASE, LEASE_ROW, LEASE_NUMBERS)
"""What ejabberd is given of ours, to be compiled for it."""
TABLES = FOLDER / "lease.sql"
"""What the nodes of a cluster need in ejabberd's database, besides ejabberd's own tables."""
BACK = FOLDER / "back.sql"
"""What makes that database one that an older ejabberd may serve from again."""
JOINED = "# Of a cluster: see vm.args beside this file.\nnet_ticktime: 8 s"
RENAMED_PM_OPTION = (23, 10)
SQL_RETRY = "1 s"
"""How long after a failure ejabberd connects to a database server again; of itself it waits 30 seconds."""


def render(deployment: Deployment) -> str:
    """Return the whole `ejabberd.yml`."""
    values = {
        "host": deployment.host,
        "rooms": deployment.rooms,
        "service": deployment.service,
        "service_jid": f"{deployment.service_user}@{deployment.service}",
        "jwt_key_path": deployment.jwt_key_path,
        "further_keys": list(deployment.further_keys),
        "origins": list(deployment.websocket_origins),
        "listen": deployment.listen,
        "ws_port": deployment.ws_port,
        "c2s_port": deployment.c2s_port,
        "api_listen": deployment.api_listen,
        "api_port": deployment.api_port,
        "api_clients": list(deployment.api_clients),
        "api_commands": list(deployment.api_commands),
        "line_burst": deployment.line_burst,
        "line_rate": deployment.line_rate,
        "minute_bytes": deployment.minute_bytes,
        "room_bytes": deployment.room_bytes,
        "room_reactions": deployment.room_reactions,
        "minute_reads": deployment.minute_reads,
    }
    quoted = {name: json.dumps(value) for name, value in values.items()}
    template = Template((FOLDER / "ejabberd.yml.tmpl").read_text(encoding="utf-8"))
    return template.substitute(
        quoted,
        sql=sql_options(deployment.sql),
        certificates=certificate_options(deployment.certificates),
        starttls=json.dumps(bool(deployment.certificates)),
        joined=JOINED if deployment.joined else "",
        lease_numbers=', "/numbers": chatxblock_lease_numbers' if deployment.joined else "",
        service_accounts="sql" if deployment.joined else "mnesia",
        room_sleep=f"{deployment.room_sleep} s",
        preload_rooms=json.dumps(not deployment.joined),
        no_private_messages=no_private_messages(deployment.release),
    )


def jwk(secret: str) -> str:
    """Return the token secret as the JSON Web Key (RFC 7517) that ejabberd reads."""
    key = base64.urlsafe_b64encode(secret.encode("utf-8")).decode("ascii").rstrip("=")
    return json.dumps({"kty": "oct", "alg": "HS256", "use": "sig", "k": key})


def sql_options(sql: Sql) -> str:
    """Return the top-level options of the database, a line each."""
    options: dict[str, object] = {"sql_type": sql.type, "sql_database": sql.database}
    if sql.type != "sqlite":
        options |= {"sql_server": sql.server, "sql_username": sql.username, "sql_password": sql.password}
        options["sql_start_interval"] = SQL_RETRY
    if sql.port:
        options["sql_port"] = sql.port
    return "\n".join(f"{name}: {json.dumps(value)}" for name, value in options.items())


def certificate_options(certificates: tuple[str, ...]) -> str:
    """Return the option that names the certificates, or nothing."""
    return f"certfiles: {json.dumps(list(certificates))}" if certificates else ""


def no_private_messages(release: tuple[int, ...]) -> str:
    """Return the room option against private messages in the spelling of that release; a wrong one is fatal."""
    return "allowpm: none" if release >= RENAMED_PM_OPTION else "allow_private_messages: false"
