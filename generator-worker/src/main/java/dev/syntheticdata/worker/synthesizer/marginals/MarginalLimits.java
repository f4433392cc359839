package dev.syntheticdata.worker.synthesizer.marginals;

import dev.syntheticdata.worker.synthesizer.PrivacyOptions;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a private model does not keep, and what its claim does not cover, in sentences. */
final class MarginalLimits {

  private final List<ColumnSchema> source;
  private final PrivacyOptions privacy;
  private final boolean target;

  MarginalLimits(List<ColumnSchema> source, PrivacyOptions privacy, boolean target) {
    this.source = source;
    this.privacy = privacy;
    this.target = target;
  }

  List<String> sentences() {
    var sentences = new ArrayList<String>();
    sentences.add(
        "Only relations of "
            + (target ? "the target and two other columns" : "two columns")
            + " along a tree are kept; values of few rows are left out or drawn as others are.");
    sentences.add(
        "The claim covers the model and rows made from it, for one fit and "
            + (privacy.entity() == null
                ? "one row of the source."
                : "all rows of one '%s', of which at most %d are used."
                    .formatted(privacy.entity(), privacy.maxRowsPerEntity())));
    sentences.add(
        "It does not cover: names of columns, their types, formats and decimals where they were"
            + " inferred from the data; metrics, reports and gates computed on real rows; exact"
            + " numbers of rows and digests of the source in results and lineage; rows held out.");
    String texts = named(ColumnType.TEXT);
    if (!texts.isEmpty()) {
      sentences.add("Not modelled, and generated without values, is free text: " + texts + ".");
    }
    String identifiers = named(ColumnType.IDENTIFIER);
    if (!identifiers.isEmpty()) {
      sentences.add(
          "Identifiers do not have the shape of the source's, which is not looked at: "
              + identifiers
              + ".");
    }
    return List.copyOf(sentences);
  }

  private String named(ColumnType type) {
    return source.stream()
        .filter(column -> column.type() == type)
        .map(column -> "'" + column.name() + "'")
        .collect(Collectors.joining(", "));
  }
}
