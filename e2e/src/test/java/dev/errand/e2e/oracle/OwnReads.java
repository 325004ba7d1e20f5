package dev.errand.e2e.oracle;

import dev.errand.schemas.Command;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The part of promise 6 that is about looks: what a command was shown belongs to its user, and the
 * provider saw that user's token while the command ran.
 */
record OwnReads(Evidence evidence) implements Oracle {

  /** Of a process, of PostgreSQL and of the sandbox on one machine. */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(1);

  /** What Outlook writes before the subject of a mail that answers or passes on. */
  private static final Pattern ANSWERED = Pattern.compile("^(?:Re|Fw): ", Pattern.CASE_INSENSITIVE);

  @Override
  public Stream<String> violations() {
    Map<String, Command> commands = new HashMap<>();
    evidence
        .commands()
        .forEach(
            command -> commands.put(Evidence.name(command.user(), command.id().value()), command));
    Map<String, NavigableSet<Instant>> calls = calls();
    return evidence.results().stream()
        .filter(result -> result.status() == Status.SUCCEEDED)
        .flatMap(
            result -> {
              Command command =
                  commands.get(Evidence.name(result.user(), result.command().id().value()));
              return command == null
                  ? Stream.empty()
                  : Stream.concat(strange(command, result), unseen(command, result, calls));
            });
  }

  /** When each person's calls came, by person and area. */
  private Map<String, NavigableSet<Instant>> calls() {
    Map<String, NavigableSet<Instant>> calls = new HashMap<>();
    for (LedgerCall call : evidence.calls()) {
      calls
          .computeIfAbsent(String.valueOf(call.lane()), lane -> new TreeSet<>())
          .add(call.arrivedAt());
    }
    return calls;
  }

  private static Stream<String> strange(Command command, Result result) {
    return Stream.ofNullable(result.output())
        .flatMap(output -> shown(command, output))
        .filter(text -> !OwnToken.isOf(command.user(), text))
        .map(text -> "%s was shown '%s'".formatted(Evidence.name(command), text));
  }

  private static Stream<String> shown(Command command, JsonNode output) {
    return switch (command.operation().value()) {
      case "mail.list", "mail.search", "mail.changes" ->
          output
              .path("mails")
              .valueStream()
              .map(mail -> ANSWERED.matcher(mail.path("subject").asString()).replaceFirst(""));
      case "note.search" ->
          output.path("notes").valueStream().map(note -> note.path("title").asString());
      case "note.get" ->
          Stream.concat(
              Stream.of(output.path("title").asString()),
              PlainText.of(output.path("markdown").asString("")).stream());
      default -> Stream.empty();
    };
  }

  private Stream<String> unseen(
      Command command, Result result, Map<String, NavigableSet<Instant>> calls) {
    if (evidence.effect(command).isPresent() || !Settings.of(command).isEmpty()) {
      return Stream.empty(); // may have ended with what an earlier run recorded
    }
    Instant began = result.timing().startedAt();
    NavigableSet<Instant> own = calls.getOrDefault(lane(command), new TreeSet<>());
    Instant call = began == null ? null : own.ceiling(began.minus(CLOCKS_APART));
    return call == null || call.isAfter(result.timing().finishedAt().plus(CLOCKS_APART))
        ? Stream.of(
            "%s ran, and no call with the user's token was made meanwhile"
                .formatted(Evidence.name(command)))
        : Stream.empty();
  }

  private static String lane(Command command) {
    UserId user = command.user();
    return Topics.of(command.operation()).equals(Topics.NOTE)
        ? user + " at notion"
        : user + " at graph";
  }
}
