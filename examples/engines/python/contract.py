"""The contract of engines in containers, for engines in Python: docs/engines/container.md. Needs pandas."""

import json
import os
import sys
from pathlib import Path

import pandas as pd

DATA = Path(os.environ.get("ENGINE_DATA", "/data"))
NUMBERS = ("Integer", "Decimal")
TIMES = ("Date", "DateTime", "Time")


def refuse(message):
    """Ends the engine: its input is wrong and will stay so."""
    print(message, file=sys.stderr)
    sys.exit(10)


def read(name):
    return json.loads((DATA / name).read_text())


def task():
    document = read("task.json")
    if document["contract"] > 1:
        refuse("this engine knows version 1 of the contract")
    return document


def columns():
    return read("schema.json")["columns"]


def source(document):
    """The rows to learn from, as CSV: numbers as numbers, dates and times as datetimes, all else as text."""
    if document["source"]["format"] != "CSV":
        refuse("this engine reads CSV: leave engine.container.format out")
    table = pd.read_csv(
        DATA / document["source"]["path"], dtype=str, keep_default_na=False, na_values=[""]
    )
    for column in columns():
        name = column["name"]
        if column["type"] in NUMBERS:
            table[name] = pd.to_numeric(table[name])
        elif column["type"] == "Time":
            table[name] = pd.to_datetime("1970-01-01T" + table[name])
        elif column["type"] in TIMES:
            times = pd.to_datetime(table[name], utc=column.get("zoned", False))
            table[name] = times.dt.tz_localize(None) if column.get("zoned") else times
    return table


def modelled():
    """The columns whose values can be learned: identifiers are numbered anew, free text is left out."""
    return [column for column in columns() if column["type"] not in ("Identifier", "Text")]


def write(table, document):
    """Writes rows in the columns of the schema and the forms of the contract."""
    output = document["output"]
    out = pd.DataFrame(index=range(len(table)))
    for column in columns():
        name, kind = column["name"], column["type"]
        if kind == "Identifier":
            first = output["firstRow"] + 1
            if "maximum" in column:
                # Whole numbers, far from where those of people begin.
                first += column["maximum"] // 2
                out[name] = range(first, first + len(table))
            else:
                out[name] = [f"S{first + row}" for row in range(len(table))]
        elif kind == "Text":
            out[name] = ""
        else:
            out[name] = texts(table[name].reset_index(drop=True), column)
    out.to_csv(DATA / output["path"] / "rows.csv", index=False)


def texts(values, column):
    kind = column["type"]
    if kind == "Integer":
        return values.round().astype("Int64")
    if kind == "Date":
        return pd.to_datetime(values).dt.strftime("%Y-%m-%d")
    if kind == "Time":
        return pd.to_datetime(values).dt.strftime("%H:%M:%S.%f").str[:-3]
    if kind == "DateTime":
        zone = "Z" if column.get("zoned") else ""
        return pd.to_datetime(values).dt.strftime("%Y-%m-%dT%H:%M:%S.%f").str[:-3] + zone
    return values


def result(name, version, limitations):
    (DATA / "result.json").write_text(
        json.dumps({"name": name, "version": version, "limitations": limitations})
    )
