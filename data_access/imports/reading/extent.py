"""What keeps a workbook from being read at all: a lock, damage, or a cell so far out that all before it fill memory."""

MOST = 100_000_000  # cells of a sheet, with the empty ones between the others


class Locked(Exception):  # noqa: N818
    """The workbook has a password."""


class Damaged(ValueError):  # noqa: N818
    """The workbook cannot be read, and why is known and told (Danish)."""


def why_not(fault: Exception) -> str:
    """Say (Danish) why a workbook cannot be read; what a library says of it is for its programmers."""
    if isinstance(fault, Damaged):
        return str(fault)
    return "der mangler dele af den" if isinstance(fault, KeyError) else "den er beskadiget"


class Extent:
    """How far out the cells of a sheet reach."""

    def __init__(self) -> None:
        self.rows = self.columns = 0

    def reach(self, row: int, column: int) -> None:
        """Take in a cell that is not empty, by its row and column from 1; Damaged when it is too far out."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        if self.rows * self.columns > MOST:
            raise Damaged(f"der står noget helt ude i række {self.rows}, kolonne {self.columns}")
