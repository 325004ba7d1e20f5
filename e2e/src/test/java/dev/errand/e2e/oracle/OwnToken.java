package dev.errand.e2e.oracle;

import dev.errand.local.drive.MailMark;
import dev.errand.schemas.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Promise 6: what was done for a user was done with that user's token. Each text and each mail
 * names its user, so a wrong token would have put it elsewhere, or shown somebody else's; and while
 * a command runs there is a call with its user's token, whatever it finds.
 */
public record OwnToken(Evidence evidence) implements Oracle {

  private static final Map<Evidence.Kind, String> TEXTS =
      Map.of(
          Evidence.Kind.LINE, "line",
          Evidence.Kind.NOTE, "note",
          Evidence.Kind.ROW, "row",
          Evidence.Kind.DATABASE, "database",
          Evidence.Kind.LONG_TEXT, "part of a text");

  @Override
  public Stream<String> violations() {
    return Stream.concat(
        TEXTS.entrySet().stream().flatMap(each -> texts(each.getKey(), each.getValue())),
        Stream.concat(mails(), new OwnReads(evidence).violations()));
  }

  private Stream<String> texts(Evidence.Kind kind, String what) {
    return evidence.workspaces().keySet().stream()
        .flatMap(
            user ->
                evidence.standing(user, kind).stream()
                    .filter(text -> !isOf(user, text))
                    .map(
                        text ->
                            "the %s '%s' stands in the workspace of %s"
                                .formatted(what, text, user)));
  }

  static boolean isOf(UserId user, String text) {
    return text.startsWith(user.value() + " ");
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
