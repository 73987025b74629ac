"""Reads a sheet with python-calamine, as a program of its own: a damaged file can make it ask for all memory and abort.

It takes the workbook on standard input, and the wanted sheet (a name, a number from 1, or null, as JSON) as argument.
It gives, pickled, the names of all sheets, which of those with cells can be seen, and the rows of the wanted one.
"""

import io
import json
import pickle
import sys

LOCKED = 3  # what it ends with when a workbook has a password
MEMORY = 8 << 30  # bytes


def main() -> int:
    """Read, write, and return how it went."""
    import python_calamine as calamine

    _bound_memory()
    wanted = json.loads(sys.argv[1])
    try:
        book = calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
        tables = {
            sheet.name: sheet.visible == calamine.SheetVisibleEnum.Visible
            for sheet in book.sheets_metadata
            if sheet.typ == calamine.SheetTypeEnum.WorkSheet
        }
        names = book.sheet_names
        if isinstance(wanted, int):
            wanted = names[wanted - 1] if 1 <= wanted <= len(names) else ""
        seen = [each for each in tables if tables[each]]
        rows = []
        # The first that is not empty, or the one that is wanted.
        for name in seen if wanted is None else [wanted]:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False) if name in tables else []
            if any(cell != "" for row in rows for cell in row):
                tables |= dict.fromkeys(seen[: seen.index(name)], False) if wanted is None else {}
                break
    except calamine.PasswordError:
        return LOCKED
    except BaseException as fault:  # a panic of the library is no Exception
        sys.stderr.write(f"\n{fault}")
        return 1
    pickle.dump((names, tables, rows), sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)
    return 0


def _bound_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # a system without such bounds, or with lower ones


if __name__ == "__main__":
    sys.exit(main())
