"""Synthesizers of SDV as an engine: engine.py [GaussianCopula | CTGAN] [epochs, for CTGAN]."""

import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
import torch
from sdv.metadata import Metadata
from sdv.single_table import CTGANSynthesizer, GaussianCopulaSynthesizer
from sdv.utils import load_synthesizer

sys.path.append(str(Path(__file__).resolve().parent.parent / "python"))
import contract  # noqa: E402

KINDS = {"Integer": "numerical", "Decimal": "numerical", "Boolean": "categorical", "Categorical": "categorical"}


FEW = 10


def metadata(table):
    # Declared, since detection takes columns of distinct numbers for keys, which would not be modelled.
    described = {}
    for column in contract.modelled():
        sdtype = KINDS.get(column["type"], "datetime")
        if column["type"] == "Integer" and table[column["name"]].nunique() <= FEW:
            # A flag or a grade: no curve through a few points is like it.
            sdtype = "categorical"
        described[column["name"]] = {"sdtype": sdtype}
    return Metadata.load_from_dict({"tables": {"table": {"columns": described}}, "relationships": []})


def seed(number):
    np.random.seed(number)
    torch.manual_seed(number)


def fit(task, name, epochs):
    table = contract.source(task)[[column["name"] for column in contract.modelled()]]
    if name == "GaussianCopula":
        synthesizer = GaussianCopulaSynthesizer(metadata(table))
    elif name == "CTGAN":
        synthesizer = CTGANSynthesizer(metadata(table), epochs=epochs, verbose=False)
    else:
        contract.refuse(f"there is no synthesizer {name}: take GaussianCopula or CTGAN")
    synthesizer.fit({"table": table})
    synthesizer.save(contract.DATA / task["model"] / "synthesizer.pkl")
    contract.result(
        f"SDV {name}",
        version("sdv"),
        ["Identifiers are numbered anew and free text is left out; neither is learned."],
    )


def generate(task):
    synthesizer = load_synthesizer(contract.DATA / task["model"] / "synthesizer.pkl")
    # Left alone, every synthesizer that is loaded samples the same rows, and so would every shard.
    synthesizer._set_random_state(task["seed"])
    contract.write(synthesizer.sample(num_rows=task["output"]["rows"])["table"], task)


def main():
    task = contract.task()
    seed(task["seed"])
    if task["task"] == "fit":
        name = sys.argv[1] if len(sys.argv) > 1 else "GaussianCopula"
        fit(task, name, int(sys.argv[2]) if len(sys.argv) > 2 else 300)
    else:
        generate(task)


main()
