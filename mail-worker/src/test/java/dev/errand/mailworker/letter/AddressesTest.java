package dev.errand.mailworker.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.errand.pipeline.Failure;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.WireJson;
import dev.errand.schemas.mail.Address;
import dev.errand.schemas.mail.ConvertedAddress;
import dev.errand.schemas.mail.MailOperations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** One address is one mailbox, and the same one for everybody who reads it. */
class AddressesTest {

  private final OperationCatalog catalog = new OperationCatalog();

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
    assertThat(Addresses.address("The sender", address)).isEqualTo(address);
    assertThat(isTakenFromOutside(address)).isTrue();
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
    assertThat(Addresses.address("The sender", given)).isEqualTo(sent);
    assertThat(Addresses.converted(new Address(given, null)))
        .contains(new ConvertedAddress(given, sent));
    assertThat(Addresses.converted(new Address(sent, null))).isEmpty();
    assertThat(isTakenFromOutside(given)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("dev.errand.mailworker.HostileAddresses#addresses")
  void anythingElseIsRefusedWithoutBeingQuoted(String address) {
    assertThatExceptionOfType(OperationStopped.class)
        .isThrownBy(() -> Addresses.address("The sender", address))
        .extracting(OperationStopped::failure)
        .isInstanceOfSatisfying(
            Failure.Refused.class,
            refused -> {
              assertThat(refused.problem().code()).isEqualTo(ProblemCode.INVALID_COMMAND);
              assertThat(refused.toString()).doesNotContain("evil");
            });
    assertThat(isTakenFromOutside(address)).as("when it is asked for").isFalse();
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

  @Test
  void whoIsRefusedIsTheirPlaceInTheListAndWhatToDoFitsWhy() {
    assertThat(refusal("ada@example.com", "bob@localhost").title())
        .isEqualTo(
            "The 2nd of cc has a domain without a dot, which only some network of its own may"
                + " know.");
    assertThat(refusal("bob@localhost").action())
        .isEqualTo("Write the whole domain, as in ada@example.com. Then ask again.");
    assertThat(refusal("ada@ex\u0430mple.com").action()).contains("xn--");
    assertThat(refusal("\u0430da@example.com").action()).contains("a to z");
    assertThat(refusal("ada").action()).startsWith("Correct the address.");
  }

  private static Problem refusal(String... cc) {
    List<Address> asked = Stream.of(cc).map(address -> new Address(address, null)).toList();
    OperationStopped stopped =
        catchThrowableOfType(OperationStopped.class, () -> Addresses.recipients("cc", asked));
    return ((Failure.Refused) stopped.failure()).problem();
  }

  private boolean isTakenFromOutside(String address) {
    ObjectNode mail = WireJson.mapper().createObjectNode().put("subject", "s").put("body", "b");
    mail.putArray("to").addObject().put("address", address);
    byte[] data = mail.toString().getBytes(StandardCharsets.UTF_8);
    return catalog.validate(MailOperations.MAIL_SEND, data)
        instanceof OperationCatalog.Validation.Valid;
  }

  private static dev.errand.mailworker.graph.Recipient recipient(@Nullable String name) {
    return Addresses.recipients("to", List.of(new Address("ada@example.com", name))).getFirst();
  }
}
