package dev.errand.e2e.oracle;

import dev.errand.local.drive.MailMark;
import dev.errand.schemas.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Promise 6: what was done for a user was done with that user's token. Each text and each mail
 * names its user, so a wrong token would have put it elsewhere.
 */
public record OwnToken(Evidence evidence) implements Oracle {

  @Override
  public Stream<String> violations() {
    return Stream.concat(
        Stream.concat(texts(evidence.lines(), "line"), texts(evidence.titles(), "note")), mails());
  }

  private static Stream<String> texts(Map<UserId, List<String>> all, String what) {
    return all.entrySet().stream()
        .flatMap(
            each ->
                each.getValue().stream()
                    .filter(text -> !text.startsWith(each.getKey().value() + " "))
                    .map(
                        text ->
                            "the %s '%s' stands in the workspace of %s"
                                .formatted(what, text, each.getKey())));
  }

  private Stream<String> mails() {
    Map<String, UserId> owners = new HashMap<>();
    evidence.commands().forEach(command -> owners.put(MailMark.of(command), command.user()));
    return evidence.calls().stream()
        .filter(call -> "mail".equals(call.effectKind()))
        .filter(
            call -> {
              UserId owner = owners.get(String.valueOf(call.errandCommand()));
              return owner == null || !owner.value().equals(call.person());
            })
        .map(
            call ->
                "a mail that is not of %s was sent with their token: %s"
                    .formatted(call.person(), call));
  }
}
