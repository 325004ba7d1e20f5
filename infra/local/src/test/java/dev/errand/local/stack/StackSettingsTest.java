package dev.errand.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.local.FreePort;
import dev.errand.local.LocalDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackSettingsTest {

  private static final String[] PORTS = {
    "API", "NOTE", "MAIL", "REFRESHER", "SANDBOX", "KAFKA", "KAFKA_CONTROLLER", "POSTGRES"
  };

  @Test
  void withoutEnvironmentThePortsAreThoseOfTheDocuments() {
    StackSettings settings = StackSettings.of(Path.of("/repository"), Map.of());
    assertThat(settings.apiPort()).isEqualTo(8080);
    assertThat(settings.notePort()).isEqualTo(8081);
    assertThat(settings.mailPort()).isEqualTo(8082);
    assertThat(settings.refresherPort()).isEqualTo(8083);
    assertThat(settings.sandboxPort()).isEqualTo(18090);
    assertThat(settings.kafkaPort()).isEqualTo(19092);
    assertThat(settings.postgresPort()).isEqualTo(15432);
    assertThat(settings.data()).isEqualTo(Path.of("/repository/.errand"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "65536", "http"})
  void whatIsNoPortIsToldByItsName(String value) {
    assertThatThrownBy(() -> StackSettings.of(Path.of("/"), Map.of("ERRAND_KAFKA_PORT", value)))
        .isInstanceOf(StackProblem.class)
        .hasMessageContaining("ERRAND_KAFKA_PORT");
  }

  @Test
  void aPortOfSomebodyElseStopsTheStartBeforeAnythingRuns(@TempDir Path directory)
      throws IOException {
    Map<String, String> environment = new HashMap<>();
    for (String name : PORTS) {
      environment.put("ERRAND_" + name + "_PORT", Integer.toString(FreePort.any()));
    }
    try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      environment.put("ERRAND_MAIL_PORT", Integer.toString(somebody.getLocalPort()));
      LocalStack stack = new LocalStack(StackSettings.of(directory, environment));
      assertThatThrownBy(stack::up)
          .isInstanceOf(StackProblem.class)
          .hasMessageContaining("" + somebody.getLocalPort())
          .hasMessageContaining("ERRAND_MAIL_PORT=");
      assertThat(stack.states()).allMatch(state -> state.words().equals("stopped"));
    }
  }

  @Test
  void aRealProviderIsUsedExactlyWhenThereIsAClientForIt() {
    assertThat(StackSettings.of(Path.of("/"), Map.of()).sandboxForAll()).isTrue();
    StackSettings real =
        StackSettings.of(Path.of("/"), Map.of("ERRAND_NOTION_CLIENT_ID", "a-client"));
    assertThat(real.sandboxNotion()).isFalse();
    assertThat(real.sandboxMicrosoft()).isTrue();
  }

  @Test
  void allAppsAreToldWhenNothingIsToLeaveTheMachine() {
    LocalDatabase database = new LocalDatabase("jdbc:postgresql://localhost/errand", "a", "b");
    assertThat(told(Map.of(), database)).allMatch(app -> !app.contains("errand.local-only"));
    StackSettings local = StackSettings.of(Path.of("/r"), Map.of("ERRAND_LOCAL_ONLY", "true"));
    assertThat(local.localOnly()).isTrue();
    assertThat(told(Map.of("ERRAND_LOCAL_ONLY", "true"), database))
        .hasSize(4)
        .allSatisfy(
            app ->
                assertThat(app)
                    .contains("\"errand.local-only\":\"true\"")
                    .contains("\"errand.local.folder\":\"/r/.errand/notes\"")
                    .doesNotContain("\"oidc,"));
    assertThatThrownBy(
            () -> StackSettings.of(Path.of("/"), Map.of("ERRAND_LOCAL_ONLY", "yes")).localOnly())
        .isInstanceOf(StackProblem.class)
        .hasMessageContaining("ERRAND_LOCAL_ONLY");
  }

  private static List<String> told(Map<String, String> environment, LocalDatabase database) {
    return new Apps(StackSettings.of(Path.of("/r"), environment))
        .errand(database, "localhost:1", Path.of("/r/key")).stream()
            .map(app -> String.valueOf(app.environment().get("SPRING_APPLICATION_JSON")))
            .toList();
  }

  @Test
  void anAppIsStartedWithTheOptionsForAllAndThenItsOwn() {
    StackSettings settings =
        StackSettings.of(
            Path.of("/"),
            Map.of(
                "ERRAND_JAVA_OPTIONS", "-XX:TieredStopAtLevel=4 -Dall=1",
                "ERRAND_NOTE_WORKER_JAVA_OPTIONS", "-Xmx1g"));
    assertThat(settings.javaOptions("note-worker"))
        .containsExactly("-XX:TieredStopAtLevel=4", "-Dall=1", "-Xmx1g");
    assertThat(settings.javaOptions("sandbox"))
        .containsExactly("-XX:TieredStopAtLevel=4", "-Dall=1");
  }

  @Test
  void anAppIsToldWhatItsOwnVariableSays() {
    StackSettings settings =
        StackSettings.of(
            Path.of("/"),
            Map.of(
                "ERRAND_NOTE_WORKER_SETTINGS",
                "{\"errand.notion.base-url\": \"http://localhost:1\"}"));
    assertThat(settings.settings("note-worker"))
        .containsExactly(Map.entry("errand.notion.base-url", "http://localhost:1"));
    assertThat(settings.settings("mail-worker")).isEmpty();
  }
}
