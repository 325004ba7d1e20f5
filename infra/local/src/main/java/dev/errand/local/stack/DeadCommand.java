package dev.errand.local.stack;

import dev.errand.local.drive.OperatorApi;
import dev.errand.local.drive.OperatorApi.Answer;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** {@code ./errand dead}: what ended badly, and what was no command, over the operators' API. */
final class DeadCommand {

  private static final String USAGE =
      """
      ./errand dead list [--user NAME] [--code CODE] [--status failed|unknown] [--from TIME] [--to TIME] [--replayed]
      ./errand dead show NUMBER
      ./errand dead replay NUMBER | --user NAME | --code CODE --from TIME --to TIME   [--without-deadline]
      ./errand dead records note|mail [--user NAME] [--code CODE] [--from TIME] [--to TIME] [--partition NUMBER --offset NUMBER] [--after PLACE]
      ./errand dead records note|mail --replay  --user NAME | --code CODE --from TIME --to TIME
      ./errand dead record note|mail PARTITION OFFSET [--replay]
      A TIME looks like 2026-11-21T09:30:00Z. Without --from, records are those of the last day.\
      """;

  private static final Set<String> VALUED =
      Set.of(
          "--user", "--code", "--status", "--from", "--to", "--after", "--partition", "--offset");
  private static final Set<String> FLAGS = Set.of("--replayed", "--without-deadline", "--replay");

  private final OperatorApi api;
  private final Clock clock;
  private final PrintStream out;

  DeadCommand(OperatorApi api, Clock clock, PrintStream out) {
    this.api = api;
    this.clock = clock;
    this.out = out;
  }

  void run(List<String> words) {
    Deque<String> places = new ArrayDeque<>();
    Map<String, String> options = options(words, places);
    String what = next(places);
    switch (what) {
      case "list" -> list(options);
      case "show" -> show("dead-letters/" + next(places));
      case "replay" -> replay(places, options);
      case "records" -> records(kind(places), options);
      case "record" -> record(places, options);
      case "help" -> out.println(USAGE);
      default -> throw StackProblem.misused(USAGE);
    }
  }

  private static Map<String, String> options(List<String> words, Deque<String> places) {
    Map<String, String> options = new LinkedHashMap<>();
    Deque<String> left = new ArrayDeque<>(words);
    while (!left.isEmpty()) {
      String word = left.removeFirst();
      if (VALUED.contains(word)) {
        options.put(word.substring(2), next(left));
      } else if (FLAGS.contains(word)) {
        options.put(word.substring(2), "true");
      } else if (word.startsWith("--")) {
        throw StackProblem.misused("There is no " + word + "\n" + USAGE);
      } else {
        places.add(word);
      }
    }
    return options;
  }

  private static String next(Deque<String> words) {
    String word = words.pollFirst();
    if (word == null || !word.matches("[A-Za-z0-9._:@|+-]+")) {
      throw StackProblem.misused(USAGE);
    }
    return word;
  }

  private static String kind(Deque<String> words) {
    String kind = next(words);
    if (!Set.of("note", "mail").contains(kind)) {
      throw StackProblem.misused(USAGE);
    }
    return kind;
  }

  private void list(Map<String, String> options) {
    Map<String, String> query = new LinkedHashMap<>(options);
    JsonNode page;
    do {
      page = fine(api.get("dead-letters", query));
      for (JsonNode letter : page.path("letters")) {
        out.printf(
            "%6d  %-24s %-8s %-20s %-14s %s %s%s%n",
            letter.path("number").asLong(),
            letter.path("endedAt").asString(),
            letter.path("status").asString(),
            letter.path("code").asString(),
            letter.path("operation").asString(),
            letter.path("user").asString(),
            letter.path("command").asString(),
            letter.has("replayedBy")
                ? "  replayed by " + letter.path("replayedBy").asString()
                : "");
        query.put("after", letter.path("number").asString());
      }
    } while (page.path("more").asBoolean());
  }

  private void show(String path) {
    out.println(fine(api.get(path, Map.of())).toPrettyString());
  }

  private void replay(Deque<String> places, Map<String, String> options) {
    Map<String, String> query = new LinkedHashMap<>(options);
    if (query.remove("without-deadline") != null) {
      query.put("deadline", "false");
    }
    if (places.isEmpty()) {
      replayMany(query);
    } else {
      String path = "dead-letters/" + next(places) + "/replay";
      out.println("Replayed as " + fine(api.post(path, query)).path("command").asString());
    }
  }

  private void replayMany(Map<String, String> query) {
    int replayed = 0;
    JsonNode many;
    do {
      many = fine(api.post("dead-letters/replay", query));
      replayed += many.path("replayed").size();
      for (JsonNode one : many.path("replayed")) {
        out.printf(
            "%6d  %s replayed as %s%n",
            one.path("number").asLong(),
            one.path("user").asString(),
            one.path("command").asString());
      }
      query.put("after", many.path("after").asString());
      requireConfirmed(many);
    } while (many.path("more").asBoolean());
    out.println(replayed + " replayed");
  }

  private void records(String kind, Map<String, String> options) {
    Map<String, String> query = new LinkedHashMap<>(options);
    if (query.remove("replay") != null) {
      replayRecords(kind, query);
      return;
    }
    JsonNode page = fine(api.get("dead-records/" + kind, query));
    while (page.path("records").isEmpty() && page.path("more").asBoolean()) {
      query.put("after", page.path("after").asString());
      page = fine(api.get("dead-records/" + kind, query));
    }
    page.path("records").forEach(this::print);
    if (page.path("more").asBoolean()) {
      out.println("There are more: say the same with --after " + page.path("after").asString());
    }
  }

  private void print(JsonNode dead) {
    out.printf(
        "%3d %8d  %-24s %-18s %8d bytes  %s %s  %s%n",
        dead.path("partition").asInt(),
        dead.path("offset").asLong(),
        dead.path("at").asString(),
        dead.path("code").asString(),
        dead.path("bytes").asInt(),
        dead.path("user").asString("-"),
        dead.path("command").asString("-"),
        dead.path("reason").asString());
  }

  /** What is still wrong comes back to the dead topic: not what came after we began. */
  private void replayRecords(String kind, Map<String, String> query) {
    query.putIfAbsent("to", clock.instant().toString());
    int replayed = 0;
    JsonNode many;
    do {
      many = fine(api.post("dead-records/" + kind + "/replay", query));
      replayed += many.path("replayed").size();
      for (JsonNode one : many.path("replayed")) {
        print(one, one.path("user").asString() + " published as " + one.path("command").asString());
      }
      for (JsonNode one : many.path("refused")) {
        print(one, "stays: " + one.path("why").asString());
      }
      query.put("after", many.path("after").asString());
      requireConfirmed(many);
    } while (many.path("more").asBoolean());
    out.println(replayed + " published again");
  }

  private void print(JsonNode place, String what) {
    out.printf(
        "%3d %8d  %s%n", place.path("partition").asInt(), place.path("offset").asLong(), what);
  }

  private static void requireConfirmed(JsonNode many) {
    if (!many.path("confirmed").asBoolean()) {
      throw new StackProblem("Kafka does not answer. Say the same again later to go on.");
    }
  }

  private void record(Deque<String> places, Map<String, String> options) {
    String path = "dead-records/" + kind(places) + "/" + next(places) + "/" + next(places);
    if (options.containsKey("replay")) {
      JsonNode replayed = fine(api.post(path + "/replay", Map.of()));
      out.println("Published again " + replayed.path("command").asString("under its own bytes"));
    } else {
      show(path);
    }
  }

  private static JsonNode fine(Answer answer) {
    if (!answer.isFine()) {
      JsonNode problem = answer.body();
      throw new StackProblem(
          Stream.of(
                  problem.path("title").asString("The API answered " + answer.status()),
                  problem.path("detail").asString(""),
                  problem.path("action").asString(""))
              .filter(line -> !line.isEmpty())
              .collect(Collectors.joining("\n")));
    }
    return answer.body();
  }
}
