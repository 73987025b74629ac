"""Who may sign in and what for, what was done, and the screens: written by the web, with a role of its own.

Names and mail addresses stand in `accounts` and nowhere else.
"""

from sqlalchemy import CheckConstraint, Column, DateTime, Index, String, Table, Text

from data_access.database.schema.base import event_key, key, metadata, one_of, ref, text
from vocabulary.people import ROLES

ACTS = (
    "signed_in",
    "signed_out",
    "refused",
    "exported",
    "written",
    "granted",
    "revoked",
    "forgotten",
    "removed",
)
accounts = Table(
    "accounts",
    metadata,
    key(),
    Column("issuer", String(200), nullable=False),
    Column("subject", String(200), nullable=False),
    text("name"),
    text("mail"),
    Column("made_at", DateTime, nullable=False),
    Column("forgotten_at", DateTime),
    Index("uq_accounts_issuer_subject", "issuer", "subject", unique=True),
)

# A role of an account, or of a group of the provider's; it holds until it is revoked, and is never changed. A manager's
# names a hospital, an owner's the page that he answers for. Mail addresses are no holders: some providers let people
# write their own.
grants = Table(
    "grants",
    metadata,
    key(),
    ref("account_id", "accounts", nullable=True),
    Column("group_name", String(200)),
    Column("role", String(20), nullable=False),
    ref("hospital_id", "hospitals", nullable=True),
    Column("subject", String(120)),  # the key of a page, or of a project on its own
    Column("granted_at", DateTime, nullable=False),
    ref("granted_by", "accounts", nullable=True),
    Column("revoked_at", DateTime),
    ref("revoked_by", "accounts", nullable=True),
    CheckConstraint("(account_id IS NULL) <> (group_name IS NULL)", name="holder"),
    one_of("role", tuple(ROLES)),
)

# The cookie holds a random number, and the row what it hashes to: who reads the table cannot sign in by it.
sessions = Table(
    "sessions",
    metadata,
    Column("hash", String(64), primary_key=True),
    ref("account_id", "accounts"),
    Column("provider_session", String(200)),
    Column("groups", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("seen_at", DateTime, nullable=False),
    Column("ends_at", DateTime, nullable=False),
    Column("ended_at", DateTime),
    Index("ix_sessions_account_id", "account_id"),
)

screens = Table(
    "screens",
    metadata,
    key(),
    Column("name", String(80), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("made_at", DateTime, nullable=False),
    ref("made_by", "accounts", nullable=True),
    Column("revoked_at", DateTime),
    ref("revoked_by", "accounts", nullable=True),
)

# Only ever added to; what is older than is kept is removed by a command.
access_log = Table(
    "access_log",
    metadata,
    event_key(),
    Column("at", DateTime, nullable=False, index=True),
    ref("account_id", "accounts", nullable=True),
    Column("act", String(20), nullable=False),
    text("what"),
    Column("address", String(45), nullable=False, server_default=""),
    one_of("act", ACTS),
)
