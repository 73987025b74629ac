"""Who is let in and by whom people are signed in, as the settings say."""

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask

from callbacks.access import guard
from callbacks.access.identity import ByProxy, BySession, Identity, Open
from callbacks.access.provider import Provider
from dashboard.setting_access import OIDC, OPEN
from dashboard.settings import Settings
from data_access.people.people import People


def people_of(settings: Settings) -> People | None:
    """Return who may come in; None where everybody may."""
    if settings.signs_in == OPEN:
        return None
    idle = timedelta(minutes=settings.session_idle_minutes)
    return People(settings.people, idle, settings.session_hours)


def provider_of(settings: Settings, server: Flask) -> Provider | None:
    """Return who signs people in, where that is a provider; what it takes is loaded for nobody else."""
    if settings.signs_in != OIDC:
        return None
    from callbacks.access.oidc import Oidc
    from callbacks.access.oidc_library import Client

    client = Client(
        settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret, settings.oidc_groups,
        settings.oidc_scope,
    )  # fmt: skip
    return Oidc(server, client)


def leads_to(settings: Settings) -> tuple[str, ...]:
    """Return the origins of others to which a form of ours leads on: the provider's, where there is one."""
    if settings.signs_in != OIDC:
        return ()
    parts = urlsplit(settings.oidc_issuer)
    return (f"{parts.scheme}://{parts.netloc}",)


def house_of(settings: Settings, people: People | None) -> guard.House:
    """Return how people are let in."""
    identity: Identity = Open()
    if people and settings.signs_in == OIDC:
        identity = BySession(people)
    elif people:
        identity = ByProxy(people, settings.proxy_secret, settings.proxies)
    return guard.House(identity, settings.proxies, settings.watch_token, leads=settings.signs_in == OIDC)
