"""MOSTLY AI's SDK in its local mode as an engine: engine.py [minutes to train, at most]."""

import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "python"))
import contract  # noqa: E402
from mostlyai.sdk import MostlyAI  # noqa: E402

ENCODINGS = {
    "Boolean": "TABULAR_CATEGORICAL",
    "Categorical": "TABULAR_CATEGORICAL",
    "Integer": "TABULAR_NUMERIC_AUTO",
    "Decimal": "TABULAR_NUMERIC_AUTO",
}
MODEL = "generator.zip"


def fit(sdk, task, minutes):
    columns = contract.modelled()
    generator = sdk.train(
        config={
            "name": "table",
            "random_state": task["seed"],
            "tables": [
                {
                    "name": "table",
                    "data": contract.source(task)[[column["name"] for column in columns]],
                    "columns": [
                        {
                            "name": column["name"],
                            "model_encoding_type": ENCODINGS.get(column["type"], "TABULAR_DATETIME"),
                        }
                        for column in columns
                    ],
                    "tabular_model_configuration": {
                        "max_training_time": minutes,
                        "enable_model_report": False,
                        # Else a label of few rows becomes one that the source does not have.
                        "rare_category_replacement_method": "SAMPLE",
                    },
                }
            ],
        },
        progress_bar=False,
    )
    generator.export_to_file(contract.DATA / task["model"] / MODEL)
    contract.result(
        "MOSTLY AI SDK",
        version("mostlyai"),
        ["Identifiers are numbered anew and free text is left out; neither is learned."],
    )


def generate(sdk, task):
    generator = sdk.generators.import_from_file(contract.DATA / task["model"] / MODEL)
    dataset = sdk.generate(
        generator,
        config={
            "random_state": task["seed"],
            "tables": [
                {
                    "name": "table",
                    "configuration": {
                        "sample_size": task["output"]["rows"],
                        "enable_data_report": False,
                    },
                }
            ],
        },
        progress_bar=False,
    )
    contract.write(dataset.data(), task)


def main():
    task = contract.task()
    # The SDK listens on a socket in a temporary directory, whose path must be short.
    with tempfile.TemporaryDirectory(dir="/tmp") as directory:
        tempfile.tempdir = directory
        sdk = MostlyAI(local=True, local_dir=directory, test_connection=False, quiet=True)
        if task["task"] == "fit":
            fit(sdk, task, float(sys.argv[1]) if len(sys.argv) > 1 else 60)
        else:
            generate(sdk, task)


main()
