package dev.errand.local.demo;

import dev.errand.local.drive.MailMark;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.database.DatabaseOperations;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.note.NoteOperations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Holds the results against what the providers did, as the sandbox wrote it down. */
final class LedgerCheck {

  private static final Set<OperationName> SENDING =
      Set.of(MailOperations.MAIL_SEND, MailOperations.MAIL_REPLY, MailOperations.MAIL_FORWARD);

  private final SandboxDriver sandbox;
  private final long start;

  /**
   * For the calls of this demo.
   *
   * @param start the last call before it
   */
  LedgerCheck(SandboxDriver sandbox, long start) {
    this.sandbox = sandbox;
    this.start = start;
  }

  /** What is there that should not be, or the other way round; empty if all is well. */
  List<String> wrong(List<Ended> ended) {
    List<JsonNode> calls = sandbox.ledgerSince(start);
    List<String> wrong = new ArrayList<>();
    mails(calls, ended, wrong);
    pages(calls, ended, wrong);
    return wrong;
  }

  /** Each command that sent a mail has one sent mail with its mark; nothing else was sent. */
  private static void mails(List<JsonNode> calls, List<Ended> ended, List<String> wrong) {
    Map<String, Long> sent =
        calls.stream()
            .filter(call -> kind(call).equals("mail"))
            .collect(
                Collectors.groupingBy(
                    call -> call.path("errandCommand").asString("?"), Collectors.counting()));
    Set<String> expected =
        ended.stream()
            .filter(each -> SENDING.contains(each.planned().command().operation()))
            .filter(LedgerCheck::succeeded)
            .map(each -> MailMark.of(each.planned().command()))
            .collect(Collectors.toSet());
    for (String mark : union(sent.keySet(), expected)) {
      long count = sent.getOrDefault(mark, 0L);
      if (count != (expected.contains(mark) ? 1 : 0)) {
        wrong.add("%d mails were sent with the mark %s".formatted(count, mark));
      }
    }
  }

  /** Each person has the pages their results name, each made once, and no other. */
  private static void pages(List<JsonNode> calls, List<Ended> ended, List<String> wrong) {
    Map<UserId, List<Ended>> byPerson =
        ended.stream().collect(Collectors.groupingBy(each -> each.planned().command().user()));
    byPerson.forEach(
        (person, theirs) -> {
          List<String> made =
              calls.stream()
                  .filter(call -> kind(call).equals("page"))
                  .filter(call -> call.path("method").asString("").equals("POST"))
                  .filter(call -> call.path("person").asString("").equals(person.value()))
                  .map(call -> call.path("effectId").asString(""))
                  .sorted()
                  .toList();
          List<String> named =
              theirs.stream().flatMap(each -> named(each).stream()).sorted().toList();
          if (!made.equals(named)) {
            wrong.add(
                "%s has %d new pages, the results name %d"
                    .formatted(person, made.size(), named.size()));
          }
        });
  }

  private static List<String> named(Ended ended) {
    var operation = ended.planned().command().operation();
    if (!succeeded(ended) || ended.result() == null) {
      return List.of();
    }
    JsonNode output = Planned.output(ended.result());
    if (operation.equals(NoteOperations.NOTE_CREATE)
        || operation.equals(DatabaseOperations.ROW_CREATE)) {
      return List.of(output.path("page").asString(""));
    }
    return operation.equals(NoteOperations.WORKSPACE_ENSURE)
        ? List.of(output.path("page").asString(""), output.path("tableOfContents").asString(""))
        : List.of();
  }

  private static boolean succeeded(Ended ended) {
    return ended.result() != null && ended.result().status() == Status.SUCCEEDED;
  }

  private static String kind(JsonNode call) {
    return call.path("effectKind").asString("");
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(new HashSet<>(others));
    return all;
  }
}
