"""A file that was cut off is refused where that can be known, and told of where it can only be feared."""

import gzip
import io
import zipfile
from typing import Any

import pytest

from data_access.database import schema as t
from data_access.imports.faults import ImportFault
from tests.unit.data_access.imports.test_right import SAMPLES

DATABASES = ("sqlite",)  # what is read from a file is the same on any

pytestmark = pytest.mark.takes(2)

# The time stands last, as it does in many logs, or the number.
TIMED = "id;seconds;system;site;action;time\n"
ROWS = [f"{n};1,5;mail;Herlev;standard;2015-04-{n:02d} 10:00:00" for n in range(1, 6)]
NUMBERED = [f"{n};2015-04-{n:02d} 10:00:00;mail;Herlev;standard;{n}1,5" for n in range(1, 6)]
WHOLE = TIMED + "\n".join(ROWS)
QUOTED = TIMED.replace(";", '";"').replace("\n", '"\n') + "\n".join(
    f'"{row}"'.replace(";", '";"') for row in ROWS
)


@pytest.mark.parametrize("missing", range(1, 18))
def test_a_time_that_is_cut_is_known_by_the_others(database: Any, missing: int) -> None:
    with pytest.raises(ImportFault, match="filen er brudt af i linje 6"):
        database.load(WHOLE[:-missing], "samples")
    assert database.rows(t.samples) == []


@pytest.mark.parametrize(
    "content",
    [
        SAMPLES + "\n".join(NUMBERED)[:-20],  # fewer columns than all others
        f'"{QUOTED}'[:-1],  # a quotation that is not closed
        f'"{QUOTED}'[:-12],
        f"{SAMPLES[:-1]};nøde\n{NUMBERED[0]};gå".encode()[:-1],  # half a letter
        SAMPLES + "\n".join(NUMBERED) + '\n6;2015-04-06 10:00:00;mail;Herlev;standard;"1\n2',
    ],
)
def test_what_can_only_be_a_part_is_refused(database: Any, content: str | bytes) -> None:
    with pytest.raises(ImportFault, match="filen er brudt af i linje"):
        database.load(content, "samples", most_rejected=1.0)


@pytest.mark.parametrize("content", [WHOLE + "\n", WHOLE, f'"{QUOTED}', WHOLE + "\r\n", WHOLE + "\n\x1a"])
def test_what_is_whole_is_loaded(database: Any, content: str) -> None:
    outcome = database.load(content, "samples")
    assert outcome.counts.new == 5
    assert bool(outcome.warnings) == (
        content[-1] in '0"'
    )  # a last row that is as the others can be the last but one


def test_a_number_that_may_be_cut_is_told_of_until_such_files_never_have_an_end(database: Any) -> None:
    said = "Linje 6 er den sidste og ender uden linjeskift efter „51,5“: er filen hel?"
    content = SAMPLES + "\n".join(NUMBERED)
    assert said in database.load(content, "samples").warnings
    assert said not in database.load(content.replace(";mail", ";Mail/kalender"), "samples").warnings
    assert database.load(content.replace("\n2;", "\n7;") + "\n", "samples").counts.new == 1
    assert said in database.load(content.replace("\n2;", "\n8;"), "samples").warnings


def test_a_word_that_others_have_too_is_a_whole_one(database: Any) -> None:
    rows = SAMPLES.replace("seconds\n", "seconds;note\n") + "\n".join(f"{row};ja" for row in NUMBERED)
    assert database.load(rows, "samples").warnings == []


def test_a_sum_under_the_rows_is_left_out_and_cuts_nothing(database: Any) -> None:
    mapping = """kind = "samples"
key = ["id"]
[fields.system]
value = "mail"
[fields.site]
value = "Herlev"
[fields.action_class]
value = "standard"
[fields.taken_at]
column = "time"
[fields.seconds]
column = "seconds"
"""
    content = SAMPLES + "\n".join([*NUMBERED, "I alt;5"])
    with pytest.raises(ImportFault, match=r"udelad den med \[\[leave_out\]\]"):
        database.load(content, mapping)
    left_out = '[[leave_out]]\ncolumn = "id"\nis = ["I alt"]\n'
    assert database.load(content, mapping + left_out).counts.new == 5


def test_rows_that_end_when_they_are_empty_are_as_short_as_they_like(database: Any) -> None:
    rows = [f"{row};note" for row in NUMBERED]
    head = SAMPLES.replace("seconds\n", "seconds;note\n")
    content = head + "\n".join([*rows[:3], NUMBERED[3], NUMBERED[4]])
    assert database.load(content, "samples").counts.new == 5


@pytest.mark.parametrize("kind", ["gzip", "zip", "utf-16"])
def test_a_packed_file_or_letter_that_is_cut_says_so(database: Any, kind: str) -> None:
    content = (TIMED + "\n".join(ROWS * 400) + "\n").encode()
    if kind == "gzip":
        packed = gzip.compress(content)[:-40]
    elif kind == "utf-16":
        packed = content.decode().encode("utf-16")[:-1]
    else:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.csv", content)
        packed = file.getvalue()[:-40]
    with pytest.raises(ImportFault, match="brudt af"):
        database.load(packed, "samples")
