package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.mailworker.graph.ItemBody;
import dev.errand.mailworker.graph.Recipient;
import dev.errand.mailworker.graph.ReplyChange;
import dev.errand.mailworker.graph.ReplyDraft;
import dev.errand.mailworker.letter.Invalid;
import dev.errand.mailworker.letter.Letter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the draft of a reply is to have, as it follows from the draft and the command.
 *
 * @param done whether it has that already
 * @param recipients for how many it then is
 */
record Filling(String draft, ReplyChange change, boolean done, int recipients) {

  private static final ItemBody NO_QUOTE = new ItemBody("html", "");

  /**
   * Nobody is named twice, and whoever the mail names stays.
   *
   * @throws dev.errand.pipeline.OperationStopped if the mail would be for nobody, or for too many
   */
  static Filling of(ReplyDraft draft, Letter letter, ExtendedProperty mark) {
    boolean done = draft.has(mark);
    List<Recipient> to = letter.to().isEmpty() ? draft.toRecipients() : letter.to();
    Set<String> named = new HashSet<>();
    Stream.concat(to.stream(), draft.ccRecipients().stream()).forEach(each -> named.add(key(each)));
    List<Recipient> cc = with(draft.ccRecipients(), letter.cc(), named);
    List<Recipient> bcc = with(draft.bccRecipients(), letter.bcc(), named);
    ReplyChange change =
        new ReplyChange(
            letter.above(Objects.requireNonNullElse(draft.body(), NO_QUOTE)),
            to.equals(draft.toRecipients()) ? null : to,
            cc.equals(draft.ccRecipients()) ? null : cc,
            bcc.equals(draft.bccRecipients()) ? null : bcc,
            letter.importanceInGraph(),
            List.of(mark));
    long recipients = done ? draft.recipients().count() : to.size() + cc.size() + bcc.size();
    if (recipients == 0 || recipients > Letter.MOST_RECIPIENTS) {
      throw Invalid.because(
          "The mail would be for nobody, or for more than 500 recipients.",
          "Send a new one to those whom it is for.");
    }
    return new Filling(draft.id(), change, done, (int) recipients);
  }

  private static List<Recipient> with(
      List<Recipient> those, List<Recipient> asked, Set<String> named) {
    List<Recipient> all = new ArrayList<>(those);
    asked.stream().filter(each -> named.add(key(each))).forEach(all::add);
    return all;
  }

  /** Whom a mail reaches does not depend on the case of an address, as far as anybody knows. */
  private static String key(Recipient recipient) {
    Recipient.EmailAddress address = recipient.emailAddress();
    String text = address == null || address.address() == null ? "" : address.address();
    return text.toLowerCase(Locale.ROOT);
  }

  /** Bytes of the new body, about. */
  long size() {
    ItemBody body = change.body();
    return body == null || body.content() == null
        ? 0
        : body.content().getBytes(StandardCharsets.UTF_8).length;
  }
}
