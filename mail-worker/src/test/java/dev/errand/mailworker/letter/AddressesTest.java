package dev.errand.mailworker.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.errand.pipeline.Failure;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.mail.Address;
import dev.errand.schemas.mail.ConvertedAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** What Python's and Go's libraries make of them, too. */
  @ParameterizedTest
  @CsvSource({
    "ada@m\u00fcller.example, ada@xn--mller-kva.example",
    "Ada@b\u00fccher.Example.COM, Ada@xn--bcher-kva.Example.COM",
    "ada@mail.m\u00fcller-2.example, ada@mail.xn--mller-2-n2a.example",
    "ada@\u4f8b\u3048.\u30c6\u30b9\u30c8, ada@xn--r8jz45g.xn--zckzah",
    "ada@\ud55c\uad6d.example, ada@xn--3e0b707e.example",
    "ada@\u043f\u043e\u0447\u0442\u0430.\u0440\u0444, ada@xn--80a1acny.xn--p1ai",
    "ada@\u03c0\u03b1\u03c1\u03ac\u03b4\u03b5\u03b9\u03b3\u03bc\u03b1.\u03b4\u03bf\u03ba\u03b9\u03bc\u03ae,"
        + " ada@xn--hxajbheg2az3al.xn--jxalpdlp"
  })
  void aDomainBeyondAsciiTravelsInItsOtherForm(String given, String sent) {
    assertThat(Addresses.address(given)).isEqualTo(sent);
    assertThat(Addresses.converted(new Address(given, null)))
        .contains(new ConvertedAddress(given, sent));
    assertThat(Addresses.converted(new Address(sent, null))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.errand.mailworker.HostileAddresses#addresses")
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
  @MethodSource("dev.errand.mailworker.HostileAddresses#names")
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
