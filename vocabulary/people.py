"""Who asks: what a person may do here, and what of the house is his."""

from dataclasses import dataclass

from vocabulary.language import N_

READER, MANAGER, OWNER, EDITOR, ADMINISTRATOR = "reader", "manager", "owner", "editor", "administrator"
# What each may, by what it is called; each may what a reader may.
ROLES = {
    READER: N_("læser"),
    MANAGER: N_("leder"),
    OWNER: N_("ejer"),
    EDITOR: N_("redaktør"),
    ADMINISTRATOR: N_("administrator"),
}


@dataclass(frozen=True)
class Person:
    """Whoever asks: the number of the account (None: nobody is signed in), a name to show, and the roles.

    `hospitals` are the keys of a manager's hospitals; `subjects` the keys of the pages whose figures an owner answers
    for, or of one thing on it (`projekter/ekg`).
    """

    account: int | None = None
    name: str = ""
    roles: frozenset[str] = frozenset()
    hospitals: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()

    def may(self, role: str) -> bool:
        """Say that the person has a role; an administrator has each."""
        return role in self.roles or ADMINISTRATOR in self.roles

    def owns(self, subject: str) -> bool:
        """Say that the person owns a subject (the key of a page, or of a thing on it), or the page that it is on."""
        return OWNER in self.roles and not self.subjects.isdisjoint((subject, subject.partition("/")[0]))

    def answers_for(self, subject: str) -> bool:
        """Say that the person may write of a subject (as of `owns`): its owner, and an editor."""
        return self.may(EDITOR) or self.owns(subject)


NOBODY = Person()
# Where nobody signs in, all may read and none may write.
ANYBODY = Person(roles=frozenset({READER}))
