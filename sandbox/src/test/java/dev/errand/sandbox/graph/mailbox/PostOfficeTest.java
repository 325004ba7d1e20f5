package dev.errand.sandbox.graph.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.sandbox.graph.odata.BodyReader;
import dev.errand.sandbox.graph.odata.ODataError;
import dev.errand.sandbox.graph.odata.Query;
import dev.errand.sandbox.limit.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PostOfficeTest {

  private static final Owner ANN = new Owner("1", "Ann", "ann@sandbox.example");
  private static final Owner BEN = new Owner("2", "Ben", "ben@sandbox.example");
  private static final String MARKER =
      "String {0f1f2f3f-0000-4000-8000-00000000000a} Name ErrandCommand";

  private final MovingClock clock = new MovingClock(Instant.parse("2026-09-01T10:00:00Z"));
  private SendSettings settings = SendSettings.defaults();
  private final PostOffice postOffice =
      new PostOffice(
          clock,
          new People(),
          new SendingLimits(new Limits(), clock::nanos),
          () -> settings,
          StoreSettings::defaults);

  @Test
  void aSentDraftIsADraftUntilTheDelayIsOverAndThenASentItemWithItsExtendedProperties() {
    Message draft = draft("ben@sandbox.example");
    String before = draft.id();

    postOffice.send(ann(), draft, true);
    assertThat(ann().require(before).isDraft()).isTrue();
    assertThat(inbox(BEN)).isEmpty();

    clock.forward(settings.delay());
    Message sent = onlyMarked();
    assertThat(sent.isDraft()).isFalse();
    assertThat(sent.folder()).isSameAs(ann().folders().sentItems());
    assertThat(sent.extendedValue("ErrandCommand")).isEqualTo("c-1");
    assertThat(sent.id()).isNotEqualTo(before);
    assertRefused(() -> ann().require(before), 404, "ErrorItemNotFound");
  }

  @Test
  void theRecipientGetsACopyWithoutExtendedPropertiesAndBcc() {
    settings = settings.withDelay(Duration.ZERO);
    Message draft = draft("BEN@sandbox.example");

    postOffice.send(ann(), draft, true);

    Message received = inbox(BEN).getFirst();
    assertThat(received.document().path("subject").asString()).isEqualTo("Hello");
    assertThat(received.isRead()).isFalse();
    assertThat(received.extendedValue("ErrandCommand")).isNull();
    assertThat(received.document().path("bccRecipients")).isEmpty();
    assertThat(received.text("internetMessageId")).isEqualTo(draft.text("internetMessageId"));
  }

  @Test
  void theImmutableIdStaysOnAMoveAndChangesOnASend() {
    settings = settings.withDelay(Duration.ZERO);
    Message draft = draft("ben@sandbox.example");
    String first = draft.immutableId();

    ann().move(draft.id(), ann().folders().require("archive"));
    assertThat(ann().require(first)).isSameAs(draft);

    postOffice.send(ann(), draft, true);
    assertRefused(() -> ann().require(first), 404, "ErrorItemNotFound");
  }

  @Test
  void aMessageSaysWhenItCameHoweverLateSomebodyLooks() {
    postOffice.send(ann(), draft("ben@sandbox.example"), true);
    Instant due = clock.instant().plus(settings.delay());
    clock.forward(Duration.ofHours(5));
    assertThat(inbox(BEN).getFirst().receivedDateTime())
        .isEqualTo(due.truncatedTo(ChronoUnit.SECONDS).toString());
    assertThat(onlyMarked().document().path("sentDateTime").asString())
        .isEqualTo(due.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  @Test
  void nothingStaysOfAMessageThatIsNotSaved() {
    settings = settings.withDelay(Duration.ZERO);
    postOffice.send(ann(), draft("ben@sandbox.example"), false);
    assertThat(marked()).isEmpty();
    assertThat(inbox(BEN)).hasSize(1);
  }

  @Test
  void aSecondSendOfADraftOnItsWayReachesTheRecipientTwice() {
    Message draft = draft("ben@sandbox.example");
    postOffice.send(ann(), draft, true);
    postOffice.send(ann(), draft, true);
    clock.forward(settings.delay());

    assertThat(inbox(BEN)).hasSize(2);
    assertThat(marked()).hasSize(2);
  }

  @Test
  void anItemOnItsWayCanBeInTheOutboxWithANewIdOrNowhere() {
    settings = settings.withTransit(SendSettings.Transit.OUTBOX);
    Message draft = draft("ben@sandbox.example");
    String before = draft.id();
    postOffice.send(ann(), draft, true);
    assertRefused(() -> ann().require(before), 404, "ErrorItemNotFound");
    assertThat(onlyMarked().folder()).isSameAs(ann().folders().outbox());
    assertThat(onlyMarked().isDraft()).isTrue();
    clock.forward(settings.delay());
    assertThat(onlyMarked().isDraft()).isFalse();

    settings = settings.withTransit(SendSettings.Transit.NOWHERE);
    postOffice.send(ann(), draft("ben@sandbox.example"), true);
    assertThat(marked()).hasSize(1);
    clock.forward(settings.delay());
    assertThat(marked()).hasSize(2);
  }

  @Test
  void anUnknownAddressOfOursComesBackAsUndeliverable() {
    settings = settings.withDelay(Duration.ZERO);
    postOffice.send(ann(), draft("nobody@sandbox.example"), true);
    assertThat(inbox(ANN)).isEmpty();
    clock.forward(settings.nonDeliveryDelay());
    assertThat(inbox(ANN))
        .extracting(message -> message.document().path("subject").asString())
        .containsExactly("Undeliverable: Hello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ben",
        "ben@",
        "@sandbox.example",
        "ben@@sandbox.example",
        "a@b.example\r\nBcc: c@d.example",
        ""
      })
  void anAddressThatIsNoneIsRefusedOnSend(String address) {
    Message draft = draft(address);
    assertRefused(() -> postOffice.send(ann(), draft, true), 400, "ErrorInvalidRecipients");
  }

  @Test
  void aMessageForNobodyOrForMoreThan500IsRefused() {
    Message nobody = ann().draft(read("{\"subject\":\"x\"}"), ann().folders().drafts());
    assertRefused(() -> postOffice.send(ann(), nobody, true), 400, "ErrorInvalidRecipients");
    Message many =
        draft(
            IntStream.range(0, 501).mapToObj(i -> "p" + i + "@far.example").toArray(String[]::new));
    assertRefused(() -> postOffice.send(ann(), many, true), 400, "ErrorExceededMaxRecipientLimit");
  }

  @Test
  void nobodySendsInAnothersName() {
    Message draft = draft("ben@sandbox.example");
    ann()
        .update(
            draft.id(),
            read("{\"from\":{\"emailAddress\":{\"address\":\"ben@sandbox.example\"}}}"));
    assertRefused(() -> postOffice.send(ann(), draft, true), 403, "ErrorSendAsDenied");
  }

  @Test
  void theThirtyFirstMessageOfAMinuteIsCarriedOver() {
    settings = settings.withDelay(Duration.ZERO);
    for (int i = 0; i < 31; i++) {
      postOffice.send(ann(), draft("ben@sandbox.example"), true);
    }
    assertThat(inbox(BEN)).hasSize(30);
    clock.forward(Duration.ofSeconds(59));
    assertThat(inbox(BEN)).hasSize(30);
    clock.forward(Duration.ofSeconds(1));
    assertThat(inbox(BEN)).hasSize(31);
  }

  @Test
  void theThirtyFirstMessageOfAMinuteMayBeRefusedInstead() {
    settings = settings.withDelay(Duration.ZERO).withExcess(SendSettings.Excess.REFUSED);
    for (int i = 0; i < 30; i++) {
      postOffice.send(ann(), draft("ben@sandbox.example"), true);
    }
    Message oneMore = draft("ben@sandbox.example");
    assertRefused(() -> postOffice.send(ann(), oneMore, true), 429, "ErrorSubmissionQuotaExceeded");
    clock.forward(Duration.ofMinutes(1));
    postOffice.send(ann(), oneMore, true);
    assertThat(inbox(BEN)).hasSize(31);
  }

  @Test
  void moreRecipientsThanADayAllowsAreRefusedUntilTheDayHasPassed() {
    String[] fiveHundred =
        IntStream.range(0, 500).mapToObj(i -> "p" + i + "@far.example").toArray(String[]::new);
    for (int i = 0; i < 20; i++) {
      postOffice.send(ann(), draft(fiveHundred), true);
    }
    Message oneMore = draft("ben@sandbox.example");
    assertRefused(() -> postOffice.send(ann(), oneMore, true), 429, "ErrorExceededMessageLimit");
    clock.forward(Duration.ofDays(1));
    postOffice.send(ann(), oneMore, true);
  }

  private Mailbox ann() {
    return postOffice.open(ANN);
  }

  private Message draft(String... addresses) {
    StringBuilder recipients = new StringBuilder();
    for (String address : addresses) {
      recipients
          .append(recipients.isEmpty() ? "" : ",")
          .append(
              "{\"emailAddress\":{\"address\":%s}}"
                  .formatted(JsonMapper.shared().writeValueAsString(address)));
    }
    ObjectNode body =
        read(
            """
            {"subject":"Hello","toRecipients":[%s],
             "singleValueExtendedProperties":[{"id":"%s","value":"c-1"}]}
            """
                .formatted(recipients, MARKER));
    return ann().draft(body, ann().folders().drafts());
  }

  private static ObjectNode read(String json) {
    return BodyReader.read(JsonMapper.shared().readTree(json), MailTypes.MESSAGE);
  }

  private List<Message> inbox(Owner owner) {
    Mailbox mailbox = postOffice.open(owner);
    return mailbox.find(query(Map.of("$top", "100")), mailbox.folders().inbox()).messages();
  }

  private Message onlyMarked() {
    assertThat(marked()).hasSize(1);
    return marked().getFirst();
  }

  private List<Message> marked() {
    String filter =
        "singleValueExtendedProperties/Any(ep: ep/id eq '%s' and ep/value eq 'C-1')"
            .formatted(MARKER);
    return ann().find(query(Map.of("$filter", filter)), null).messages();
  }

  private static Query query(Map<String, String> parameters) {
    return Query.parse(parameters, MailTypes.MESSAGE);
  }

  private static void assertRefused(ThrowingCallable call, int status, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ODataError.class,
            error -> {
              assertThat(error.code()).isEqualTo(code);
              assertThat(error.status()).isEqualTo(status);
            });
  }

  private static final class People implements Directory {

    @Override
    public Optional<Owner> find(String address) {
      return List.of(ANN, BEN).stream().filter(owner -> owner.has(address)).findFirst();
    }

    @Override
    public boolean isOurs(String domain) {
      return domain.equals("sandbox.example");
    }
  }
}
