package dev.errand.e2e.oracle;

import dev.errand.schemas.Command;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Promise 2 where people look: a mail that succeeded lies once in the sender's Sent Items and once
 * in each recipient's Inbox, one that ended otherwise nowhere, and one that is unknown, or has not
 * ended, in all of these places or in none. Mails are known by their subjects, which are all
 * different.
 *
 * @param sent the subjects in each person's Sent Items
 * @param received the subjects in each person's Inbox
 */
public record MailsArrived(
    Evidence evidence, Map<UserId, List<String>> sent, Map<UserId, List<String>> received)
    implements Oracle {

  @Override
  public Stream<String> violations() {
    Map<String, Status> ends = evidence.ends();
    List<String> wrong = new ArrayList<>();
    Set<String> expected = new HashSet<>();
    for (Command command : mails()) {
      String subject = command.data().path("subject").asString();
      List<Integer> copies = new ArrayList<>();
      copies.add(copies(sent, command.user(), subject));
      for (UserId recipient : recipients(command)) {
        copies.add(copies(received, recipient, subject));
        expected.add(recipient + " got " + subject);
      }
      Status end = ends.get(Evidence.name(command.user(), command.id().value()));
      if (!isRight(end, copies)) {
        wrong.add(
            "%s ended %s, and in Sent Items and the recipients' inboxes it is so often: %s"
                .formatted(Evidence.name(command), end, copies));
      }
    }
    return Stream.concat(wrong.stream(), strayed(expected));
  }

  private List<Command> mails() {
    return evidence
        .commands()
        .filter(command -> command.operation().equals(MailOperations.MAIL_SEND))
        .toList();
  }

  private static int copies(Map<UserId, List<String>> mails, UserId user, String subject) {
    return Collections.frequency(mails.getOrDefault(user, List.of()), subject);
  }

  private static boolean isRight(@Nullable Status end, List<Integer> copies) {
    boolean everywhere = copies.stream().allMatch(count -> count == 1);
    boolean nowhere = copies.stream().allMatch(count -> count == 0);
    return switch (end) {
      case SUCCEEDED -> everywhere;
      case FAILED, REJECTED, EXPIRED, CANCELLED -> nowhere;
      case UNKNOWN -> everywhere || nowhere;
      case null -> everywhere || nowhere; // it is being looked for, or waits
    };
  }

  private Stream<String> strayed(Set<String> expected) {
    return received.entrySet().stream()
        .flatMap(each -> each.getValue().stream().map(subject -> each.getKey() + " got " + subject))
        .filter(each -> !expected.contains(each))
        .map(each -> each + ", which was not addressed to them");
  }

  /** Those of the sandbox, who are called as their addresses begin. */
  static List<UserId> recipients(Command command) {
    return Stream.of("to", "cc", "bcc")
        .flatMap(field -> command.data().path(field).valueStream())
        .map(each -> each.path("address").asString())
        .filter(address -> address.endsWith("@sandbox.example"))
        .map(address -> new UserId(address.substring(0, address.indexOf('@'))))
        .toList();
  }
}
