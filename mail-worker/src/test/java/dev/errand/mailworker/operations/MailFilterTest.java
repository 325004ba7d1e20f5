package dev.errand.mailworker.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.mail.MailList;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Graph sorts by what the filter names first, else it answers InefficientFilter. */
class MailFilterTest {

  private static @Nullable String filter(
      @Nullable Boolean unread,
      @Nullable String from,
      @Nullable String since,
      @Nullable String before) {
    return MailFilter.of(
        new MailList(
            null,
            unread,
            from,
            since == null ? null : Instant.parse(since),
            before == null ? null : Instant.parse(before),
            null,
            null,
            null));
  }

  @Test
  void withoutAQuestionThereIsNoFilter() {
    assertThat(filter(null, null, null, null)).isNull();
  }

  @Test
  void theDateStandsFirstEvenIfNobodyAskedForOne() {
    assertThat(filter(true, null, null, null))
        .isEqualTo("receivedDateTime ge 1900-01-01T00:00:00Z and isRead eq false");
    assertThat(filter(false, null, null, "2026-02-01T00:00:00Z"))
        .isEqualTo("receivedDateTime lt 2026-02-01T00:00:00Z and isRead eq true");
  }

  @Test
  void everyPartOfTheQuestionIsInIt() {
    assertThat(filter(true, "o'brien@example.com", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"))
        .isEqualTo(
            "receivedDateTime ge 2026-01-01T00:00:00Z and receivedDateTime lt 2026-02-01T00:00:00Z"
                + " and isRead eq false and from/emailAddress/address eq 'o''brien@example.com'");
  }

  @Test
  void filesAreAskedForBehindTheDate() {
    assertThat(MailFilter.of(new MailList(null, null, null, null, null, true, null, null)))
        .isEqualTo("receivedDateTime ge 1900-01-01T00:00:00Z and hasAttachments eq true");
    assertThat(
            MailFilter.of(new MailList(null, null, null, Instant.EPOCH, null, false, null, null)))
        .isEqualTo("receivedDateTime ge 1970-01-01T00:00:00Z and hasAttachments eq false");
  }

  @Test
  void whatIsNoAddressDoesNotGetIntoAFilter() {
    assertThatThrownBy(() -> filter(null, "x' or 1 eq 1 or 'a", null, null))
        .isInstanceOf(OperationStopped.class);
  }
}
