package dev.errand.e2e.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.e2e.TestStack;
import dev.errand.e2e.canary.Look.Find;
import dev.errand.local.stack.AppProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Every secret of a run in which everything goes wrong, at TRACE, is looked for wherever somebody
 * could read it: no part of 31 bytes of any of them is there, written in any usual way. What was
 * planted is found in each of those places, else the search would be void.
 */
@ResourceLock(TestStack.BESIDE)
@Execution(ExecutionMode.CONCURRENT)
class CanariesTest {

  private static final CanaryStack stack = new CanaryStack();
  private static final Map<Kind, Integer> searched = new EnumMap<>(Kind.class);
  private static List<Find> finds = List.of();
  private static List<String> missed = List.of();
  private static int reconnectsNeeded;

  @BeforeAll
  static void makeTroubleAndLook() throws Exception {
    Collection<Canary> words;
    Sinks sinks = new Sinks(stack);
    try (Trouble trouble = new Trouble(stack)) {
      trouble.makeItAll();
      sinks.takeFromTheLiving();
      reconnectsNeeded = trouble.reconnectsNeeded();
      words = trouble.words();
      missed = trouble.missed();
    }
    stack.apps().forEach(AppProcess::stop);
    Set<Canary> canaries = new HashSet<>(new CollectCanaries(stack).all());
    canaries.addAll(words);
    canaries.forEach(each -> searched.merge(each.kind(), 1, Integer::sum));
    Search search = new Search(canaries);
    Look look = new Look(search);
    long begin = System.nanoTime();
    sinks.lookAtAll(look);
    finds = look.finds();
    System.out.printf(
        "%d canaries, %d pieces, looked for in %d MB in %d ms: %s%n",
        canaries.size(),
        search.pieces(),
        look.bytes() >> 20,
        (System.nanoTime() - begin) / 1_000_000,
        searched);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void noSecretIsWhereSomebodyElseCouldReadIt() {
    assertThat(found()).as("else the search is void").containsAll(places());
    assertThat(finds.stream().filter(Find::isLeak).toList()).isEmpty();
  }

  @Test
  void whatWasPlantedIsFoundWhereverItWasLookedFor() {
    assertThat(found()).containsAll(places());
  }

  private static Set<String> found() {
    Set<String> found = new HashSet<>();
    finds.stream()
        .filter(find -> find.kind() == Kind.PLANTED)
        .forEach(find -> found.add(find.sink() + " " + find.place()));
    return found;
  }

  private static List<String> places() {
    List<String> places =
        new ArrayList<>(
            List.of(
                "ANSWER api-ingest",
                "BROWSER api-ingest",
                "SERVER_LOG postgres",
                "DISK postgres",
                "DISK kafka",
                "TOPIC errand.connections",
                "TOPIC __consumer_offsets",
                "TABLE public.connection",
                "TABLE public.data_key",
                "TABLE public.acceptance"));
    for (String topic : List.of("commands", "results", "dead")) {
      places.add("TOPIC errand.note." + topic);
      places.add("TOPIC errand.mail." + topic);
    }
    for (Sink sink :
        List.of(
            Sink.LOG, Sink.THREADS, Sink.METRICS, Sink.COMMAND_LINE, Sink.ENVIRONMENT, Sink.FILE)) {
      CanaryStack.APPS.forEach(app -> places.add(sink + " " + app));
    }
    return places;
  }

  @Test
  void everythingWentWrongThatHadTo() {
    assertThat(missed).isEmpty();
  }

  @Test
  void eachKindOfSecretWasThereToLeak() {
    assertThat(searched.keySet()).containsExactlyInAnyOrder(Kind.values());
    assertThat(reconnectsNeeded).as("refreshes that were refused").isEqualTo(2);
  }

  @Test
  void everyAppWasAtItsLoudest() throws IOException {
    for (AppProcess app : stack.apps()) {
      assertThat(Files.readString(app.process().log()))
          .as(app.name())
          .containsAnyOf("\"level\":\"TRACE\"", "\"level\":\"DEBUG\"");
    }
  }
}
