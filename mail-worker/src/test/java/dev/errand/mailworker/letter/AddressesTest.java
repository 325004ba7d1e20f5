package dev.errand.mailworker.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.errand.pipeline.Failure;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.mail.Address;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One address is one mailbox, and the same one for everybody who reads it. */
class AddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.com",
        "ADA.Lovelace@Example.COM",
        "o'brien@example.com",
        "ada+tag@mail.example.co.uk",
        "a@b.io",
        "x_y-z~#$&*/=?^`{|}@example.com",
        "ada@xn--mnchen-3ya.example",
        "1@1.example"
      })
  void aPlainAddressIsTakenAsItIs(String address) {
    assertThat(Addresses.address(address)).isEqualTo(address);
  }

  @ParameterizedTest
  @MethodSource("dev.errand.mailworker.HostileInput#addresses")
  void anythingElseIsRefusedWithoutBeingQuoted(String address) {
    assertThatExceptionOfType(OperationStopped.class)
        .isThrownBy(() -> Addresses.address(address))
        .extracting(OperationStopped::failure)
        .isInstanceOfSatisfying(
            Failure.Refused.class,
            refused -> {
              assertThat(refused.problem().code()).isEqualTo(ProblemCode.INVALID_COMMAND);
              assertThat(refused.toString()).doesNotContain("evil");
            });
  }

  @ParameterizedTest
  @MethodSource("dev.errand.mailworker.HostileInput#names")
  void aNameThatIsNoPlainLineIsRefused(String name) {
    assertThatExceptionOfType(OperationStopped.class).isThrownBy(() -> recipient(name));
  }

  @Test
  void aNameInAnyScriptIsTaken() {
    assertThat(recipient("Žofie O’Neill 😀 山田").emailAddress())
        .isNotNull()
        .satisfies(address -> assertThat(address.name()).isEqualTo("Žofie O’Neill 😀 山田"));
    assertThat(recipient(null).emailAddress())
        .isNotNull()
        .satisfies(address -> assertThat(address.name()).isNull());
  }

  private static dev.errand.mailworker.graph.Recipient recipient(@Nullable String name) {
    return Addresses.recipient(new Address("ada@example.com", name));
  }
}
