package dev.errand.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {

  private static final Problem PROBLEM = Problem.of(ProblemCode.NOT_FOUND, "There is none.");

  @ParameterizedTest
  @ValueSource(strings = {"5b25f1a3-1c1b-4b56-8a36-3b2c8a4f7b11", "r-1"})
  void theProvidersIdOfARequestIsTold(String id) {
    assertThat(PROBLEM.providerRequest(id).providerRequestId()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer ntn_1234",
        "ntn_1234",
        "eyJ0eXAiOiJKV1Qi.eyJhIjoxfQ",
        "aXNub3RhbmlkYnV0YXNlY3JldHRoYXR3ZXNlbnRkdWRl",
        "",
        "5b25f1a3\r\nX: y"
      })
  void whatElseAProviderSaysThereIsNot(String said) {
    assertThat(PROBLEM.providerRequest(said).providerRequestId()).isNull();
  }
}
