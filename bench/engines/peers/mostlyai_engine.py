"""MOSTLY AI's SDK in local mode, its tabular model with defaults, for 20 minutes at most; without its own report, which would be timed too."""

import tempfile

from mostlyai.sdk import MostlyAI

import adapter


def fit(train, _):
    client = MostlyAI(local=True, local_dir=tempfile.mkdtemp(), quiet=True)
    # Minutes; on a GPU it would hardly be reached.
    model = {"enable_model_report": False, "max_training_time": 20}
    table = {"name": "table", "data": train, "tabular_model_configuration": model}
    generator = client.train(config={"name": "bench", "tables": [table]}, progress_bar=False)
    return client, generator


def sample(fitted, rows):
    client, generator = fitted
    # A probe gives the rows back without a report.
    return client.probe(generator, size=rows)


adapter.run(fit, sample)
