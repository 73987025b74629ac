"""What the scripts of a page say. Scripts have no catalogue: their words lie as one block in the bare page."""

from vocabulary import language
from vocabulary.language import _


def sayings() -> dict[str, str]:
    """Return the words of the scripts by the names that they have there, in the language spoken."""
    return {
        # Asked for here and not of the page's own attribute, which a browser's translator changes.
        "language": language.current(),
        "locale": language.locale().replace("_", "-"),
        "dark": _("Mørkt tema"),
        "light": _("Lyst tema"),
        "news": _("Der er kommet nye tal."),
        "show": _("Vis de nye tal"),
        "program": _("Pejling er kommet i en ny udgave."),
        "signedOut": _("Du er ikke logget ind længere. Det, der står på siden, bliver ikke opdateret."),
        "signIn": _("Log ind igen"),
        "unreachable": _("Pejling kan ikke nås lige nu. Det, der står på siden, er fra kl. {time}."),
        "suggestions": _("Forslag"),
        "printed": _("Udskrevet {time}."),
        "at": _("{day} kl. {time}"),
        "meanings": _("Hvad tallene betyder"),
        **_between(),
        **_at_first(),
    }


def _between() -> dict[str, str]:
    """Return what is said between a choice and its answer."""
    return {
        "fetching": _("Henter tal for {choice} …"),
        "still": _("Det, du ser, er stadig {shown}."),
        "again": _("Pejling svarer ikke lige nu og bliver spurgt igen."),
        "lost": _("Tallene for {choice} kunne ikke hentes."),
        "signin": _(
            "Der kom en anden side i stedet for tallene for {choice}. Måske skal du logge ind igen: indlæs siden."
        ),
        "refused": _("Tallene for {choice} kan først vises, når siden er indlæst igen."),
        "stays": _("Siden viser stadig {shown}."),
        "retry": _("Prøv igen"),
        "anew": _("Indlæs siden igen"),
        "close": _("Luk"),
        "page": _("siden {name}"),
        "yours": _("dit valg"),
        "nowhere": _("Linket peger på et afsnit, der ikke er på siden, som den er valgt nu."),
    }


def _at_first() -> dict[str, str]:
    """Return what is said while nothing is shown yet."""
    return {
        "first": _("Pejling svarer ikke lige nu. Siden prøver igen af sig selv."),
        "half": _(
            "En del af siden kom ikke frem, så figurerne står som tabeller. Siden indlæses igen af sig selv, når delen "
            "kan hentes."
        ),
        "whole": _("Det, der manglede, kan hentes igen. Indlæs siden igen for at se figurerne."),
        "firstLost": _("Tallene kunne ikke hentes."),
        "firstSignin": _(
            "Der kom en anden side i stedet for tallene. Måske skal du logge ind igen: indlæs siden."
        ),
    }
