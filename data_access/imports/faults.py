"""What can be wrong with a file or a mapping as a whole, told to the person who can mend it."""


class ImportFault(ValueError):  # noqa: N818
    """Nothing was loaded: `what` says what was wrong (Danish), `remedy` what was expected and what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(f"{what} {remedy}")
