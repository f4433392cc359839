"""mostlyai-qa: its report with its defaults, HTML included."""

import tempfile

from mostlyai import qa

import evaluator


def report(train, holdout, synthetic, target):
    with tempfile.TemporaryDirectory() as directory:
        _, metrics = qa.report(
            syn_tgt_data=synthetic, trn_tgt_data=train, hol_tgt_data=holdout, report_path=f"{directory}/report.html"
        )
    return metrics.model_dump(mode="json")


# Its processes for parts of the work import this file again.
if __name__ == "__main__":
    evaluator.run({"report": report})
