package dev.errand.e2e.oracle;

import static org.assertj.core.api.Assertions.assertThat;

/** What tests of oracles say of one. */
final class Caught {

  private Caught() {}

  /** It tells one violation, in words like these. */
  static void only(Oracle oracle, String told) {
    assertThat(oracle.violations()).singleElement().asString().containsIgnoringCase(told);
  }
}
