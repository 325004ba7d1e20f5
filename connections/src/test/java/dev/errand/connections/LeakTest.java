package dev.errand.connections;

import static dev.errand.connections.World.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.errand.connections.Consents.Started;
import dev.errand.connections.TokenEndpoint.Answer;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Every secret in these tests is called a canary. */
class LeakTest {

  @TempDir Path directory;
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger("dev.errand");
  private World world;

  @BeforeEach
  void listen() {
    world = new World(directory);
    root.setLevel(Level.TRACE);
    logged.start();
    root.addAppender(logged);
  }

  @AfterEach
  void stopListening() {
    root.detachAppender(logged);
  }

  @Test
  void nothingThatHoldsASecretPrintsIt() {
    Secret canary = Secret.of("canary");
    Connection connection = world.connect(ALICE, Provider.NOTION);
    UsableToken token = new UsableToken(connection, canary);
    Grant grant =
        new Grant(canary, canary, Duration.ofHours(1), Set.of(), new Account("a", null, Map.of()));
    List<Object> holders =
        List.of(
            canary,
            connection,
            token,
            grant,
            new Answer.Granted(grant),
            new UsableTokens.Answer.Usable(token),
            new Refreshed.Renewed(token),
            new TokenCache.Entry(token, world.clock.instant(), null, 0),
            new Started(URI.create("https://x.example/?state=canary"), canary, canary),
            new Consents.Callback(Provider.NOTION, "canary", "canary", null, null, "canary", ALICE),
            new DataKey(ALICE, new byte[DataKey.BYTES]),
            new WrappedKey("canary"));

    assertThat(holders)
        .allSatisfy(holder -> assertThat(holder.toString()).doesNotContain("canary"));
  }

  @Test
  void noExceptionAndNoLogLineHoldsASecret() {
    Connection connection = world.connect(ALICE, Provider.NOTION);
    UsableTokens tokens = world.process().usableTokens();
    List<Answer> failures =
        List.of(
            new Answer.InvalidClient(),
            new Answer.Unusable("no access_token"),
            new Answer.Unavailable(Duration.ofSeconds(1)),
            new Answer.InvalidGrant());
    for (Answer failure : failures) {
      world.notion.answers(_ -> failure);
      tokens.refused(ALICE, Provider.NOTION, connection.version());
      tokens.accessToken(ALICE, Provider.NOTION);
      world.clock.move(Duration.ofMinutes(5));
    }
    world.notion.answers(
        _ -> {
          throw new OutOfReach("the store", new IllegalStateException("down"));
        });
    world.consent(world.process().consents(), ALICE, Provider.NOTION, "account");

    assertThat(logged.list).isNotEmpty();
    assertThat(logged.list.stream().map(LeakTest::everything).collect(Collectors.joining("\n")))
        .contains("alice")
        .doesNotContain("canary");
  }

  @Test
  void aPlantedLeakIsFound() {
    root.atInfo().addKeyValue("token", "canary").log("planted");

    assertThat(everything(logged.list.getLast())).contains("canary");
  }

  private static String everything(ILoggingEvent event) {
    StringWriter text = new StringWriter();
    text.append(event.getFormattedMessage());
    if (event.getKeyValuePairs() != null) {
      text.append(event.getKeyValuePairs().toString());
    }
    if (event.getThrowableProxy() instanceof ch.qos.logback.classic.spi.ThrowableProxy proxy) {
      proxy.getThrowable().printStackTrace(new PrintWriter(text, true));
    }
    return text.toString();
  }
}
