package dev.syntheticdata.local.fault;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test of something that breaks: a row of {@code docs/reliability.md}, which {@link
 * ReliabilityTest} keeps equal to these. The texts are Markdown, of a line each.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Fault {

  /** What breaks. */
  Part of();

  /** What happens to it; the row's name. */
  String fault();

  /** How the test makes it happen. */
  String made();

  /** What the test finds when it is over, beyond what it finds after every fault of the part. */
  String outcome();

  /** What a user sees until then. */
  String meanwhile();
}
