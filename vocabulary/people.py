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
    for.
    """

    account: int | None = None
    name: str = ""
    roles: frozenset[str] = frozenset()
    hospitals: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()

    def may(self, role: str) -> bool:
        """Say that the person has a role; an administrator has each."""
        return role in self.roles or ADMINISTRATOR in self.roles

    def answers_for(self, subject: str) -> bool:
        """Say that the person may write of a subject (the key of a page): its owner, and an editor."""
        return self.may(EDITOR) or (OWNER in self.roles and subject in self.subjects)


NOBODY = Person()
# Where nobody signs in, all may read and none may write.
ANYBODY = Person(roles=frozenset({READER}))
