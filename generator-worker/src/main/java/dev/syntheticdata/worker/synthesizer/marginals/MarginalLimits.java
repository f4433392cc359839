package dev.syntheticdata.worker.synthesizer.marginals;

import dev.syntheticdata.worker.synthesizer.PrivacyOptions;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a private model does not keep, and what its claim does not cover, in sentences. */
final class MarginalLimits {

  private final List<ColumnSchema> source;
  private final PrivacyOptions privacy;
  private final boolean target;
  private final List<String> empty;
  private final List<ColumnSchema> generated;

  /**
   * @param target whether tables have a target
   * @param empty names of columns of which no value was found
   * @param generated the columns as the model has them, in the order of the source
   */
  MarginalLimits(
      List<ColumnSchema> source,
      PrivacyOptions privacy,
      boolean target,
      List<String> empty,
      List<ColumnSchema> generated) {
    this.source = source;
    this.privacy = privacy;
    this.target = target;
    this.empty = empty;
    this.generated = generated;
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
    if (!empty.isEmpty()) {
      sentences.add(
          "No value stands out from the noise, so that all are missing, in: "
              + quoted(empty.stream())
              + ". Declare a column's minimum and maximum or its categories, or allow more epsilon"
              + " or fewer rows per entity.");
    }
    String texts = named(ColumnType.TEXT);
    if (!texts.isEmpty()) {
      sentences.add(
          "Not modelled, and generated without values, is free text: "
              + texts
              + ". Declare a column of labels as Categorical, and write numbers, such as those with"
              + " '%', a currency sign or thousands separators, as plain numbers in the source.");
    }
    String identifiers = named(ColumnType.IDENTIFIER);
    if (!identifiers.isEmpty()) {
      sentences.add(
          "Identifiers do not have the shape of the source's, which is not looked at: "
              + identifiers
              + ". Where one tells something of its row, declare its type.");
    }
    String strings = strings();
    if (!strings.isEmpty()) {
      sentences.add(
          "New identifiers, or declared labels, do not fit the type of the source, so that all values are strings in Parquet: "
              + strings
              + ".");
    }
    return List.copyOf(sentences);
  }

  /** Names of columns that lost the type of the source. */
  private String strings() {
    return quoted(
        IntStream.range(0, source.size())
            .filter(j -> source.get(j).parquet() != null && generated.get(j).parquet() == null)
            .mapToObj(j -> source.get(j).name()));
  }

  private String named(ColumnType type) {
    return quoted(source.stream().filter(column -> column.type() == type).map(ColumnSchema::name));
  }

  private static String quoted(Stream<String> names) {
    return names.map(name -> "'" + name + "'").collect(Collectors.joining(", "));
  }
}
