package dev.syntheticdata.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Authorization;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationsTest {

  private static Authorization until(String expires) {
    return new Authorization("DPIA-7", List.of(), expires);
  }

  @ParameterizedTest(name = "at {0}: stands {1}")
  @CsvSource({
    "2026-03-09T23:59:59Z, true",
    "2026-03-09T23:59:59.999Z, true",
    "2026-03-10T00:00:00Z, false",
    "2027-01-01T00:00:00Z, false",
  })
  void aPermissionStandsUntilItsEnd(Instant now, boolean stands) {
    assertThat(Authorizations.expiry(until("2026-03-10T00:00:00Z"), now) == null).isEqualTo(stands);
  }

  @Test
  void whatIsSaidNamesThePermissionItsEndAndTheRemedy() {
    assertThat(
            Authorizations.expiry(
                until("2026-03-10T00:00:00Z"), Instant.parse("2026-03-11T00:00:00Z")))
        .contains("DPIA-7", "2026-03-10T00:00:00Z", "spec.source.authorization");
  }

  @Test
  void withoutEndOrWithoutPaperItStands() {
    assertThat(Authorizations.expiry(null, Instant.MAX)).isNull();
    assertThat(Authorizations.expiry(until(null), Instant.MAX)).isNull();
    assertThat(Authorizations.end(null)).isNull();
    assertThat(Authorizations.end(until(null))).isNull();
  }

  /** The CRD's pattern lets them pass. */
  @ParameterizedTest
  @ValueSource(strings = {"2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-03-10T25:00:00Z"})
  void anEndThatIsNoDateIsToldAndGivesNoPermission(String expires) {
    assertThat(Authorizations.expiry(until(expires), Instant.parse("2026-01-01T00:00:00Z")))
        .contains("spec.source.authorization.expires", "\"" + expires + "\"");
    assertThat(Authorizations.end(until(expires))).isNull();
  }
}
