package dev.errand.e2e.oracle;

import dev.errand.local.drive.MailMark;
import dev.errand.schemas.Command;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.mail.MailOperations;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Promise 2, first half: what a command does is done at most once, and of a mail there is at most
 * one draft.
 */
public record OneEffect(Evidence evidence) implements Oracle {

  private static final Set<OperationName> MAILS =
      Set.of(MailOperations.MAIL_SEND, MailOperations.MAIL_DRAFT);

  @Override
  public Stream<String> violations() {
    Map<String, Integer> drafts = evidence.drafts();
    return evidence
        .commands()
        .flatMap(
            command ->
                Stream.concat(
                    told(command, times(evidence, command), "%s was carried out %d times"),
                    told(command, drafts(drafts, command), "%s has %d drafts")));
  }

  private static Stream<String> told(Command command, int times, String words) {
    return times > 1 ? Stream.of(words.formatted(Evidence.name(command), times)) : Stream.empty();
  }

  private static int drafts(Map<String, Integer> drafts, Command command) {
    return MAILS.contains(command.operation()) ? drafts.getOrDefault(MailMark.of(command), 0) : 0;
  }

  /** How often the effect of a command stands at the provider; 0 for a look. */
  static int times(Evidence evidence, Command command) {
    return evidence
        .effect(command)
        .map(
            effect ->
                Collections.frequency(
                    evidence.standing(command.user(), effect.kind()), effect.text()))
        .orElse(0);
  }
}
