package dev.errand.connections;

import static dev.errand.connections.World.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.connections.TokenEndpoint.Answer;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DueRefreshesTest {

  @TempDir Path directory;
  private World world;

  @BeforeEach
  void start() {
    world = new World(directory);
  }

  @Test
  void whatIsDueIsRefreshedAFewAtATimeAndWhatIsNotIsLeftAlone() {
    for (int user = 1; user <= 5; user++) {
      world.connect(new UserId("user-" + user), Provider.MICROSOFT);
      world.connect(new UserId("user-" + user), Provider.NOTION);
    }
    DueRefreshes due = world.process().dueRefreshes();
    assertThat(due.refreshSome(3)).isZero();
    assertThat(due.oldestOverdue()).isZero();
    world.clock.move(Duration.ofMinutes(55));

    assertThat(due.oldestOverdue()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(10));
    assertThat(due.refreshSome(3)).isEqualTo(3);
    assertThat(due.refreshSome(3)).isEqualTo(2);
    assertThat(due.refreshSome(3)).isZero();
    assertThat(due.oldestOverdue()).isZero();
    assertThat(world.microsoft.calls).hasValue(10);
    assertThat(world.notion.calls).hasValue(5);
  }

  @Test
  void oneWhoseEndpointIsAwayRestsAndIsDueAgain() {
    world.connect(ALICE, Provider.MICROSOFT);
    world.microsoft.answers(_ -> new Answer.Unavailable(Duration.ofMinutes(2)));
    world.clock.move(Duration.ofMinutes(55));
    DueRefreshes due = world.process().dueRefreshes();

    assertThat(due.refreshSome(10)).isEqualTo(1);
    assertThat(due.refreshSome(10)).isZero();
    world.clock.move(Duration.ofMinutes(2));
    assertThat(due.refreshSome(10)).isEqualTo(1);
  }

  @Test
  void whatWasGrantedInOneMinuteIsNotDueInOne() {
    for (int user = 1; user <= 200; user++) {
      world.connect(new UserId("user-" + user), Provider.MICROSOFT);
    }
    world.clock.move(Duration.ofMinutes(45));
    int dueInOneMinute = 0;
    for (int minute = 1; minute <= 5; minute++) {
      world.clock.move(Duration.ofMinutes(1));
      dueInOneMinute = Math.max(dueInOneMinute, world.process().dueRefreshes().refreshSome(1_000));
    }

    assertThat(dueInOneMinute).as("of 200 spread over 5 minutes").isBetween(1, 100);
  }
}
