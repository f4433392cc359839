package dev.syntheticdata.worker.synthesizer.made;

import dev.syntheticdata.api.v1alpha1.PersonalField;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.table.Column;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import net.datafaker.providers.base.BaseFaker;

/**
 * Invented values about people, by Datafaker: each from a generator seeded by (seed, column, row).
 * The fields of a row know nothing of each other: an e-mail address is not that of the name beside
 * it.
 *
 * @param field what the values are
 * @param locale language tag, as de or en-GB
 * @param missing share of rows without a value
 */
public record PersonalColumn(String name, PersonalField field, String locale, double missing)
    implements MadeColumn {

  /** The language where none is declared. */
  public static final String LOCALE = "en";

  private static final int CHUNK = 2048;

  /** Datafaker would take English for a language it does not have. */
  @Override
  public void check() {
    if (!locale.equals(LOCALE) && BaseFaker.class.getResource("/" + locale + ".yml") == null) {
      throw new InvalidInputException(
          "column '%s': there are no personal fields in the language '%s'; declare another locale,"
                  .formatted(name, locale)
              + " for example en-GB, de or fr");
    }
  }

  private Locale language() {
    return Locale.forLanguageTag(locale);
  }

  @Override
  public Column values(int position, long firstRow, int rows, long seed) {
    var cells = new CellRandom(seed, STREAM + 2L * position);
    var gaps = new CellRandom(seed, STREAM + 2L * position + 1);
    var values = new String[rows];
    IntStream.range(0, (rows + CHUNK - 1) / CHUNK)
        .parallel()
        .forEach(
            chunk -> {
              // A faker takes long to make and a moment to seed.
              var random = new Random(0);
              var faker = new BaseFaker(language(), random);
              for (int i = chunk * CHUNK; i < Math.min(rows, (chunk + 1) * CHUNK); i++) {
                if (gaps.uniform(firstRow + i) >= missing) {
                  random.setSeed(cells.bits(firstRow + i));
                  values[i] = value(faker);
                }
              }
            });
    return Column.ofStrings(values);
  }

  private String value(BaseFaker faker) {
    return switch (field) {
      case CITY -> faker.address().city();
      case COMPANY -> faker.company().name();
      case COUNTRY -> faker.address().country();
      // example.com and its kin, which belong to nobody (RFC 2606).
      case EMAIL -> faker.internet().safeEmailAddress();
      case FIRST_NAME -> faker.name().firstName();
      case FULL_NAME -> faker.name().fullName();
      case IBAN -> faker.finance().iban();
      case JOB_TITLE -> faker.job().title();
      case LAST_NAME -> faker.name().lastName();
      case PHONE_NUMBER -> faker.phoneNumber().phoneNumber();
      case POSTAL_CODE -> faker.address().zipCode();
      case STREET_ADDRESS -> faker.address().streetAddress();
      case USERNAME -> faker.internet().username();
    };
  }
}
