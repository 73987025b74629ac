"""What keeps a workbook from being read at all: a lock, or a cell so far out that all before it fill the memory."""

MOST = 100_000_000  # cells of a sheet, with the empty ones between the others


class Locked(Exception):  # noqa: N818
    """The workbook has a password."""


class Extent:
    """How far out the cells of a sheet reach."""

    def __init__(self) -> None:
        self.rows = self.columns = 0

    def reach(self, row: int, column: int) -> None:
        """Take in a cell that is not empty, by its row and column from 1; ValueError when it is too far out."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        if self.rows * self.columns > MOST:
            raise ValueError(f"der står noget helt ude i række {self.rows}, kolonne {self.columns}")
