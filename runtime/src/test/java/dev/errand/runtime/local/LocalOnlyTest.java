package dev.errand.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

class LocalOnlyTest {

  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("auth0|Bob:1");

  private record Told(OperationName name, String told) implements Operation {

    @Override
    public Object perform(OperationContext context) {
      return told;
    }
  }

  private static final Told MAIL = new Told(new OperationName("mail.send"), "sent");
  private static final Told THERE = new Told(new OperationName("note.get"), "there");
  private static final Told HERE = new Told(new OperationName("note.get"), "here");

  @Test
  void withoutSettingsEverythingIsAtTheProvider() {
    LocalOnly nobody = settings(Map.of());
    assertThat(nobody).isEqualTo(LocalOnly.nobody());
    assertThat(nobody.isForSomebody()).isFalse();
    assertThat(perform(nobody, THERE, ADA)).isEqualTo("there");
    assertThat(keep(nobody, THERE).needsConnection(ADA)).isTrue();
  }

  @Test
  void inALocalDeploymentNothingNeedsAConnectionAndWhatIsNotHereIsRefused() {
    LocalOnly all = settings(Map.of("errand.local-only", "true"));
    assertThat(perform(all, THERE, ADA)).isEqualTo("here");
    assertThat(keep(all, THERE).needsConnection(ADA)).isFalse();
    assertThat(keep(all, MAIL).needsConnection(BOB)).isFalse();
    assertThat(refused(all, BOB))
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.NOT_PERMITTED);
              assertThat(problem.title())
                  .isEqualTo(
                      "For this deployment everything stays on this machine, and mail.send would"
                          + " ask Outlook.");
              assertThat(problem.action()).contains("note.create", "errand.local-only=false");
            });
  }

  @Test
  void aUserMayBeLocalAmongOthersWhoAreNot() {
    LocalOnly one = settings(Map.of("errand.local.users", BOB.value() + ",carol"));
    assertThat(one.local().users()).isEqualTo(Set.of(BOB.value(), "carol"));
    assertThat(perform(one, THERE, BOB)).isEqualTo("here");
    assertThat(perform(one, THERE, ADA)).isEqualTo("there");
    assertThat(keep(one, MAIL).needsConnection(ADA)).isTrue();
    assertThat(perform(one, MAIL, ADA)).isEqualTo("sent");
    assertThat(refused(one, BOB).action()).contains("errand.local.users");
  }

  @Test
  void whatIsNoUserIdIsNotTakenForOne() {
    assertThatThrownBy(() -> settings(Map.of("errand.local.users", "ada lovelace")))
        .hasStackTraceContaining("A user id is");
  }

  private static LocalOnly settings(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("errand", LocalOnly.class);
  }

  private static Operation keep(LocalOnly local, Operation there) {
    return local
        .keep(Provider.MICROSOFT, List.of(there), new LocalOperations(List.of(HERE)))
        .getFirst();
  }

  private static Object perform(LocalOnly local, Operation there, UserId user) {
    return keep(local, there).perform(contextOf(user));
  }

  private static Problem refused(LocalOnly local, UserId user) {
    try {
      throw new AssertionError("It gave " + perform(local, MAIL, user));
    } catch (OperationStopped stopped) {
      return ((Failure.Refused) stopped.failure()).problem();
    }
  }

  /** All that is looked at is whose command it is. */
  private static OperationContext contextOf(UserId user) {
    return (OperationContext)
        Proxy.newProxyInstance(
            OperationContext.class.getClassLoader(),
            new Class<?>[] {OperationContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "command" -> command(user);
                  default -> throw new AssertionError("It asked for " + method.getName());
                });
  }

  private static Command command(UserId user) {
    return new Command(
        user,
        new CommandId("c1"),
        MAIL.name(),
        "urn:test",
        Priority.INTERACTIVE,
        null,
        null,
        null,
        null,
        JsonMapper.shared().createObjectNode());
  }
}
