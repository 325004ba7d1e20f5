package dev.errand.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.e2e.TestStack;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * At each named point of the walk a process is killed, or stopped for longer than its lease, or
 * loses an answer, while people work on a real broker and a real database; and each promise holds.
 *
 * <p>A few cells a day by default. {@code -Derrand.crash-matrix=full} runs all of them, and other
 * words with commas between them those whose name contains one ({@code @} has all of single steps);
 * {@code -Derrand.crash-matrix.seed} repeats a run.
 */
class CrashMatrixTest {

  private static final int A_DAY = 4;
  private static final int STEPS_A_DAY = 2;
  private static final String WANTED = System.getProperty("errand.crash-matrix", "");

  private static final List<Cell> ALL =
      Stream.concat(Cells.all().stream(), Cells.ofSteps().stream()).distinct().toList();

  private final long seedOfRun =
      Long.getLong("errand.crash-matrix.seed", LocalDate.now(ZoneOffset.UTC).toEpochDay());
  private final TestStack stack = TestStack.shared();
  private final Map<String, ArmedApp> armed = new HashMap<>();

  @Test
  void whereverAProcessDiesOrStopsOrLosesAnAnswerEachPromiseHolds() {
    List<String> broken = new ArrayList<>();
    List<Cell> cells = cells();
    System.out.printf("Crash matrix: %d cells of %d%n", cells.size(), ALL.size());
    try {
      for (Cell cell : cells) {
        run(cell, broken);
      }
    } finally {
      armed.values().forEach(ArmedApp::close);
    }
    assertThat(broken).as("cells in which a promise is broken, seed %d", seedOfRun).isEmpty();
  }

  private List<Cell> cells() {
    if (WANTED.isEmpty()) {
      return Stream.concat(
              some(Cells.all(), A_DAY).stream(), some(Cells.ofSteps(), STEPS_A_DAY).stream())
          .toList();
    }
    return WANTED.equals("full") ? ALL : ALL.stream().filter(CrashMatrixTest::isWanted).toList();
  }

  private List<Cell> some(List<Cell> all, int count) {
    List<Cell> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(seedOfRun));
    return shuffled.subList(0, count);
  }

  private static boolean isWanted(Cell cell) {
    return Stream.of(WANTED.split(",")).anyMatch(cell.toString()::contains);
  }

  private void run(Cell cell, List<String> broken) {
    long seed = seedOfRun * 1_000 + ALL.indexOf(cell);
    long began = System.nanoTime();
    String outcome;
    try {
      ArmedApp app = armed.computeIfAbsent(cell.app(), name -> new ArmedApp(stack, name));
      outcome = "holds " + new RunCell(stack, app, cell, seed).run();
    } catch (AssertionError | RuntimeException failed) {
      outcome = "BROKEN " + failed.getMessage();
      broken.add(cell + ": " + failed.getMessage());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    System.out.printf("%-45s seed %d %4d s %s%n", cell, seed, took.toSeconds(), outcome);
  }
}
