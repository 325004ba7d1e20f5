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
        "x_y-z~!#$%&*/=?^`{|}@example.com",
        "ada@xn--mnchen-3ya.example",
        "1@1.example"
      })
  void aPlainAddressIsTakenAsItIs(String address) {
    assertThat(Addresses.address(address)).isEqualTo(address);
  }

  private static String[] hostile() {
    return new String[] {
      "",
      " ",
      "@",
      "ada",
      "ada@",
      "@example.com",
      "ada@localhost",
      "a@b@example.com",
      "ada@@example.com",
      " ada@example.com",
      "ada@example.com ",
      "ada @example.com",
      "ada@exa mple.com",
      "ada@example.com\n",
      "ada@example.com\r\nBcc: eve@evil.example",
      "ada@example.com\u0000",
      "ada\t@example.com",
      "ada@example.com\u0085",
      "ada@example.com\u2028Bcc: eve@evil.example",
      "ada@example\u2029.com",
      "ada\u00ad@example.com",
      "\u202emoc.elpmaxe@ada",
      "ada%0d%0aBcc:eve@evil.example@example.com",
      "ada@example.com,eve@evil.example",
      "ada@example.com;eve@evil.example",
      "Ada <ada@example.com>",
      "<ada@example.com>",
      "ada@example.com (Ada)",
      "(Ada)ada@example.com",
      "\"ada\"@example.com",
      "\"ada@evil.example\"@example.com",
      "friends: ada@example.com, eve@evil.example;",
      "undisclosed-recipients:;",
      "@relay.example:ada@example.com",
      "ada@[127.0.0.1]",
      "ada@[IPv6:::1]",
      ".ada@example.com",
      "ada.@example.com",
      "ada..lovelace@example.com",
      "ada@.example.com",
      "ada@example.com.",
      "ada@example..com",
      "ada@-example.com",
      "ada@example-.com",
      "ada@exam_ple.com",
      "ada@stra\u00dfe.example",
      "ada@\u0435xample.com",
      "\u0430da@example.com",
      "ada\\@evil.example@example.com",
      "mailto:ada@example.com",
      "a".repeat(65) + "@example.com",
      "ada@" + "a".repeat(64) + ".example",
      "ada@" + "abcdefghi.".repeat(26) + "com"
    };
  }

  @ParameterizedTest
  @MethodSource("hostile")
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
  @ValueSource(
      strings = {
        "Ada\r\nBcc: eve@evil.example",
        "Ada\u2028",
        "Ada\u0085",
        "Ada\u0007",
        "\u202egpj.exe",
        "\u2066Ada\u2069",
        "Ada\ud800"
      })
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
