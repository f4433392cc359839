package dev.syntheticdata.worker.table;

import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Recognises numbers written for people: with a percent or currency sign, or with thousands
 * separators. They are not read as numbers, since a comma in them may stand for thousands or for
 * decimals. But they are no identifiers either, and their owner is told.
 */
public final class FormattedNumbers {

  private static final double NEARLY_ALL = 0.95;
  private static final int LONGEST = 40;

  private static final Pattern PLAIN = Pattern.compile("[-+]?((0|[1-9]\\d*)(\\.\\d+)?|\\.\\d+)");

  /** Points need a comma after them: without one they may be those of an address or a version. */
  private static final Pattern THOUSANDS =
      Pattern.compile(
          "[-+]?[1-9]\\d{0,2}((,\\d{3})+(\\.\\d+)?|(['’\u00a0\u202f]\\d{3})+([.,]\\d+)?"
              + "|(\\.\\d{3})+,\\d+)");

  private static final String SPACE = "[ \u00a0\u202f]";
  private static final String AMOUNT =
      "(\\d{1,3}([,.'’ \u00a0\u202f]\\d{3})+|\\d+)([.,]\\d+)?|[.,]\\d+";

  private static final Pattern PERCENT = Pattern.compile("[-+]?(" + AMOUNT + ")" + SPACE + "*%");

  private static final String CODE =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .sorted()
          .collect(Collectors.joining("|", "(", ")"));

  /** Codes need a space: letters right before digits are rather those of an identifier. */
  private static final Pattern CURRENCY =
      Pattern.compile(
          "[-+]?([A-Z]{0,2}\\p{Sc}%1$s*|%2$s%1$s+)[-+]?(%3$s)|[-+]?(%3$s)(%1$s*\\p{Sc}|%1$s+%2$s)"
              .formatted(SPACE, CODE, AMOUNT));

  private enum Form {
    PLAIN,
    PERCENT,
    CURRENCY,
    THOUSANDS
  }

  private FormattedNumbers() {}

  /**
   * What texts are if nearly all are numbers, and some or most of them written for people. It looks
   * at no more texts than it takes to tell that they are not.
   *
   * @param size how many texts there are
   * @param text the texts, from 0; null where one is missing
   * @return words such as "numbers with '%'"; empty where the texts are anything else
   */
  public static Optional<String> describe(int size, IntFunction<String> text) {
    var forms = new EnumMap<Form, Integer>(Form.class);
    int present = 0;
    int others = 0;
    for (int i = 0; i < size && others <= (1 - NEARLY_ALL) * size; i++) {
      String value = text.apply(i);
      if (value != null) {
        present++;
        var form = form(value);
        form.ifPresent(f -> forms.merge(f, 1, Integer::sum));
        others += form.isEmpty() ? 1 : 0;
      }
    }
    int formatted = present - others - forms.getOrDefault(Form.PLAIN, 0);
    forms.remove(Form.PLAIN);
    boolean most = formatted * 2L >= present && others <= (1 - NEARLY_ALL) * present;
    return formatted > 0 && (most || others == 0)
        ? forms.entrySet().stream().max(Map.Entry.comparingByValue()).map(e -> words(e.getKey()))
        : Optional.empty();
  }

  private static String words(Form form) {
    return "numbers with "
        + switch (form) {
          case PERCENT -> "'%'";
          case CURRENCY -> "a currency sign";
          case THOUSANDS, PLAIN -> "thousands separators";
        };
  }

  private static Optional<Form> form(String text) {
    String number = text.strip();
    if (number.length() > LONGEST) {
      return Optional.empty();
    }
    // Accounts write what is below zero in brackets.
    if (number.startsWith("(") && number.endsWith(")")) {
      number = number.substring(1, number.length() - 1);
    }
    if (PLAIN.matcher(number).matches()) {
      return Optional.of(Form.PLAIN);
    }
    if (THOUSANDS.matcher(number).matches()) {
      return Optional.of(Form.THOUSANDS);
    }
    if (PERCENT.matcher(number).matches()) {
      return Optional.of(Form.PERCENT);
    }
    return CURRENCY.matcher(number).matches() ? Optional.of(Form.CURRENCY) : Optional.empty();
  }
}
