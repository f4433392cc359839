package dev.syntheticdata.worker.synthesizer.made;

import dev.syntheticdata.api.v1alpha1.PersonalField;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.table.Column;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
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
  private static final Pattern NOBODYS = Pattern.compile("@example\\.(com|org|net)$");
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9]+([._-][A-Za-z0-9]+)*@[a-z.]+");
  private static final Pattern REGION = Pattern.compile("-[A-Za-z]{3}$");
  private static final Pattern AROUND = Pattern.compile("^[\\s\\u00a0]+|[\\s\\u00a0]+$");

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
    // Regions that are none of ISO's, as in en-PAK, have no telephone numbers.
    return Locale.forLanguageTag(
        field == PersonalField.PHONE_NUMBER ? REGION.matcher(locale).replaceAll("") : locale);
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
              var english = new BaseFaker(Locale.ENGLISH, random);
              for (int i = chunk * CHUNK; i < Math.min(rows, (chunk + 1) * CHUNK); i++) {
                if (gaps.uniform(firstRow + i) >= missing) {
                  long bits = cells.bits(firstRow + i);
                  random.setSeed(bits);
                  values[i] = whole(value(faker), faker);
                  if (field == PersonalField.EMAIL && !isAddress(values[i])) {
                    // Names of another script leave nothing of an address but its dot.
                    random.setSeed(bits);
                    values[i] = value(english);
                  }
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
      case EMAIL -> ofNobody(faker.internet().safeEmailAddress());
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

  /** In example.com or its kin, which belong to nobody (RFC 2606), as not all languages have it. */
  private static String ofNobody(String address) {
    return NOBODYS.matcher(address).find()
        ? address
        : address.substring(0, address.lastIndexOf('@') + 1) + "example.com";
  }

  private static boolean isAddress(String address) {
    return ADDRESS.matcher(address).matches();
  }

  /** Some templates have spaces around them, or a letter that is not drawn yet. */
  private static String whole(String value, BaseFaker faker) {
    String drawn = value.indexOf('?') < 0 ? value : faker.letterify(value, true);
    return AROUND.matcher(drawn).replaceAll("");
  }
}
