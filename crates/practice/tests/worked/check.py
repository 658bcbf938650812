"""Counts every worked date again, by a count of its own.

Bank holidays come from the `holidays` package and months from `calendar`; only the
school terms, which no law fixes, are read from the practice book.

    python3 check.py dates.csv path/to/practice

Prints how many agree; leaves with 1 and a line for each where any does not.
"""

import calendar
import csv
import datetime as dt
import sys
import tomllib
from zoneinfo import ZoneInfo

import holidays

DAY = dt.timedelta(days=1)
LONDON = ZoneInfo("Europe/London")
YEARS = range(2005, 2040)


def bank_holidays(*parts):
    found = set()
    for part in parts:
        found |= set(holidays.country_holidays("GB", subdiv=part, years=YEARS))
    return found


ENGLAND = bank_holidays("ENG")
ANYWHERE = bank_holidays("ENG", "SCT", "NIR")


def terms(book):
    with open(f"{book}/calendar/school-days.toml", "rb") as file:
        return tomllib.load(file)["calendar"]["school-days"]["term"]


def counts(name, school):
    """Whether a day counts in the calendar of this name."""
    if name == "freedom-of-information":
        return lambda day: day.weekday() < 5 and day not in ANYWHERE
    if name == "school-days":
        def in_term(day):
            term = next((t for t in school if t["from"] <= day <= t["until"]), None)
            gone = term and any(e["from"] <= day <= e["until"] for e in term["except"])
            return bool(term) and not gone and day.weekday() < 5 and day not in ENGLAND
        return in_term
    return lambda day: day.weekday() < 5 and day not in ENGLAND


def months_on(day, months):
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last))


def walk(day, number, step, open_day):
    while number:
        day += step
        number -= open_day(day)
    return day


def counted(row, school):
    """When the period of a row is up, or how far back it reaches."""
    open_day = counts(row["calendar"], school)
    back = row["way"] == "before"
    sign = -1 if back else 1
    beginning = row["counting"] == "beginning"
    number, _, unit = row["within"].partition(" ")
    if "T" in row["from"]:
        at = dt.datetime.fromisoformat(row["from"]).replace(tzinfo=LONDON)
    else:
        at = dt.date.fromisoformat(row["from"])
    day = at.date() if isinstance(at, dt.datetime) else at
    if row["within"] == "the same day":
        return day
    if row["within"].startswith("the end of the month"):
        there = months_on(day.replace(day=1), int(row["within"].endswith("following")))
        return there.replace(day=calendar.monthrange(there.year, there.month)[1])
    number, unit = int(number), unit.rstrip("s")
    if unit in ("hour", "minute"):
        passed = dt.timedelta(**{unit + "s": number}) * sign
        return (at.astimezone(dt.timezone.utc) + passed).astimezone(LONDON)
    if unit == "working hour":
        left = number * 60
        while left:
            left -= open_day(at.date()) and 9 <= at.hour < 17
            at += dt.timedelta(minutes=1)
        return at
    if unit.endswith(" day"):
        start = day - sign * DAY if beginning else day
        return walk(start, number, sign * DAY, open_day)
    if unit in ("day", "week"):
        end = day + sign * number * (7 if unit == "week" else 1) * DAY
    else:
        end = months_on(day, sign * number * (12 if unit == "year" else 1))
    if beginning:
        end -= sign * DAY
    if row["way"] == "rolls":
        while not open_day(end):
            end += DAY
    return end


def main(dates, book):
    school, wrong, checked = terms(book), 0, 0
    with open(dates, newline="") as file:
        for row in csv.DictReader(file):
            found = counted(row, school)
            if isinstance(found, dt.datetime):
                found = found.replace(tzinfo=None).isoformat(timespec="minutes")
            checked += 1
            if str(found) != row["due"]:
                wrong += 1
                print(f"{row}: counted {found}")
    print(f"{checked - wrong} of {checked} worked dates agree")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
