package dev.errand.e2e.oracle;

import dev.errand.local.drive.MailMark;
import dev.errand.schemas.Command;
import dev.errand.schemas.Status;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Promise 2 for what is in a mail: each file that was asked for is on it once, and none is missing
 * from one that is told to be done.
 */
public record WholeMails(Evidence evidence) implements Oracle {

  @Override
  public Stream<String> violations() {
    Map<String, Integer> files = files();
    Map<String, Status> ends = evidence.ends();
    return evidence
        .commands()
        .filter(command -> command.data().has("attachments"))
        .flatMap(
            command ->
                judge(
                    command,
                    files.getOrDefault(MailMark.of(command), 0),
                    ends.get(Evidence.name(command.user(), command.id().value()))));
  }

  private static Stream<String> judge(Command command, int files, @Nullable Status end) {
    int asked = command.data().path("attachments").size();
    boolean tooFew = end == Status.SUCCEEDED && files < asked;
    return tooFew || files > asked
        ? Stream.of("%s has %d files, not %d".formatted(Evidence.name(command), files, asked))
        : Stream.empty();
  }

  /** By the mark of the mail, how many were put on it. */
  private Map<String, Integer> files() {
    Map<String, Integer> files = new HashMap<>();
    evidence.calls().stream()
        .filter(call -> "attachment".equals(call.effectKind()))
        .forEach(call -> files.merge(String.valueOf(call.errandCommand()), 1, Integer::sum));
    return files;
  }
}
