package dev.errand.connections;

import static dev.errand.connections.World.ALICE;
import static dev.errand.connections.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.connections.Consents.Completion;
import dev.errand.connections.Consents.Denial;
import dev.errand.connections.Consents.Reason;
import dev.errand.connections.Consents.Started;
import dev.errand.connections.TokenEndpoint.Answer;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConsentsTest {

  @TempDir Path directory;
  private World world;
  private Consents consents;

  @BeforeEach
  void start() {
    world = new World(directory);
    consents = world.process().consents();
  }

  @ParameterizedTest
  @EnumSource
  void aYesBecomesAConnectionWhoseTokenIsUsable(Provider provider) {
    Completion completion = world.consent(consents, ALICE, provider, "account-1");

    assertThat(completion).isInstanceOf(Completion.Connected.class);
    assertThat(world.stored(ALICE, provider).account()).isEqualTo("account-1");
    assertThat(world.process().usableTokens().accessToken(ALICE, provider))
        .isInstanceOf(UsableTokens.Answer.Usable.class);
  }

  @Test
  void theStateIsLongEnoughAndOnlyItsHashIsStored() {
    Started started = consents.start(ALICE, Provider.MICROSOFT);

    assertThat(Base64.getUrlDecoder().decode(started.state().reveal())).hasSize(32);
    ConsentFlow flow = world.flows.flows.values().iterator().next();
    assertThat(flow.toString())
        .doesNotContain(started.state().reveal())
        .doesNotContain(started.binding().reveal());
    assertThat(World.query(started.authorize()))
        .containsEntry("state", started.state().reveal())
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("response_type", "code")
        .doesNotContainKey("code_verifier");
  }

  @Test
  void aProviderWithoutPkceIsNotAskedForIt() {
    assertThat(World.query(consents.start(ALICE, Provider.NOTION).authorize()))
        .doesNotContainKeys("code_challenge", "code_challenge_method");
  }

  @Test
  void aFlowCompletesOnce() {
    Consents.Callback yes = yes(consents.start(ALICE, Provider.NOTION));

    assertThat(consents.complete(yes)).isInstanceOf(Completion.Connected.class);
    assertThat(consents.complete(yes)).isEqualTo(new Completion.Expired());
  }

  @Test
  void aFlowEndsAfterTenMinutes() {
    Consents.Callback yes = yes(consents.start(ALICE, Provider.NOTION));
    world.clock.move(Duration.ofMinutes(10));

    assertThat(consents.complete(yes)).isEqualTo(new Completion.Expired());
    assertNothingHappened();
  }

  /** Each of them: no token request, nothing stored, and the flow is used up. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void aCallbackThatIsNotTheFlowsReachesNoTokenEndpoint(String what, Forgery forgery) {
    Started started = consents.start(ALICE, Provider.MICROSOFT);
    Consents.Callback genuine = world.yes(started, Provider.MICROSOFT, "account-1");
    Started other = consents.start(BOB, Provider.MICROSOFT);

    Completion completion = consents.complete(forgery.of(genuine, other));

    assertThat(completion).isInstanceOfAny(Completion.Expired.class, Completion.NotYours.class);
    assertNothingHappened();
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
            Map.<String, Forgery>entry("no state", (yes, other) -> with(yes, null, yes.binding())),
            Map.<String, Forgery>entry(
                "made-up state", (yes, other) -> with(yes, "x", yes.binding())),
            Map.<String, Forgery>entry(
                "state of another flow",
                (yes, other) -> with(yes, other.state().reveal(), yes.binding())),
            Map.<String, Forgery>entry("no cookie", (yes, other) -> with(yes, yes.state(), null)),
            Map.<String, Forgery>entry(
                "another browser's cookie",
                (yes, other) -> with(yes, yes.state(), other.binding().reveal())),
            Map.<String, Forgery>entry(
                "the state for a cookie", (yes, other) -> with(yes, yes.state(), yes.state())),
            Map.<String, Forgery>entry(
                "another provider's callback address",
                (yes, other) ->
                    Consents.Callback.of(
                        Provider.NOTION, yes.state(), yes.code(), null, yes.binding())),
            Map.<String, Forgery>entry(
                "another issuer", (yes, other) -> signedIn(yes, "https://evil.example", null)),
            Map.<String, Forgery>entry(
                "another user is signed in", (yes, other) -> signedIn(yes, null, BOB)),
            Map.<String, Forgery>entry(
                "an error with another browser's cookie",
                (yes, other) ->
                    Consents.Callback.of(
                        yes.provider(),
                        yes.state(),
                        null,
                        "access_denied",
                        other.binding().reveal())))
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  @Test
  void theRightIssuerAndTheRightUserAreNoHindrance() {
    Consents.Callback yes = yes(consents.start(ALICE, Provider.NOTION));

    assertThat(consents.complete(signedIn(yes, "https://notion.example", ALICE)))
        .isInstanceOf(Completion.Connected.class);
  }

  @Test
  void aCodeOfAnotherFlowFailsAtTheProvider() {
    Started alices = consents.start(ALICE, Provider.MICROSOFT);
    Consents.Callback bobs =
        world.yes(consents.start(BOB, Provider.MICROSOFT), Provider.MICROSOFT, "bob");

    assertThat(
            consents.complete(
                Consents.Callback.of(
                    Provider.MICROSOFT,
                    alices.state().reveal(),
                    bobs.code(),
                    null,
                    alices.binding().reveal())))
        .isEqualTo(new Completion.ExchangeFailed(Reason.CODE_REFUSED));
    assertThat(world.store.of(ALICE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "access_denied, BY_THE_PERSON",
    "consent_required, ADMIN_APPROVAL_NEEDED",
    "<script>alert(1)</script>, BY_THE_PROVIDER"
  })
  void aNoIsANo(String error, Denial denial) {
    assertThat(consents.complete(no(error))).isEqualTo(new Completion.Denied(denial));
    assertNothingHappened();
  }

  @ParameterizedTest
  @CsvSource({
    "server_error, UNAVAILABLE",
    "temporarily_unavailable, UNAVAILABLE",
    "unauthorized_client, MISCONFIGURED",
    "invalid_scope, MISCONFIGURED"
  })
  void anErrorIsNobodysNo(String error, Reason reason) {
    assertThat(consents.complete(no(error))).isEqualTo(new Completion.ExchangeFailed(reason));
    assertNothingHappened();
  }

  @Test
  void aCallbackWithoutCodeOrErrorIsNotValid() {
    Started started = consents.start(ALICE, Provider.NOTION);

    assertThat(
            consents.complete(
                Consents.Callback.of(
                    Provider.NOTION,
                    started.state().reveal(),
                    null,
                    null,
                    started.binding().reveal())))
        .isEqualTo(new Completion.ExchangeFailed(Reason.ANSWER_NOT_VALID));
  }

  @Test
  void aFailedExchangeLeavesTheConnectionAsItWas() {
    Connection before = world.connect(ALICE, Provider.NOTION, "account-1");
    List<Answer> failures =
        List.of(
            new Answer.InvalidGrant(),
            new Answer.InvalidClient(),
            new Answer.Unusable("no access_token"),
            new Answer.Unavailable(Duration.ofSeconds(1)));
    for (Answer failure : failures) {
      world.notion.answers(_ -> failure);
      assertThat(world.consent(consents, ALICE, Provider.NOTION, "account-1"))
          .isInstanceOf(Completion.ExchangeFailed.class);
    }

    assertThat(world.stored(ALICE, Provider.NOTION)).isEqualTo(before);
  }

  @Test
  void aTokenThatThePersonMadeIsAsGoodAsAConsent() {
    assertThat(consents.bring(ALICE, Provider.NOTION, Secret.of("own-bot")))
        .isInstanceOf(Completion.Connected.class);
    assertThat(world.stored(ALICE, Provider.NOTION).account()).isEqualTo("bot");
  }

  @Test
  void aTokenThatTheProviderDoesNotKnowConnectsNothingAndIsWrittenDown() {
    Completion refused = new Completion.ExchangeFailed(Reason.TOKEN_REFUSED);
    assertThat(consents.bring(ALICE, Provider.NOTION, Secret.of("made-up"))).isEqualTo(refused);
    assertThat(world.flows.failed).containsExactly(refused);
    assertNothingHappened();
  }

  @Test
  void whatAPersonIsToldDoesNotDependOnItsBeingWrittenDown() {
    world.flows.isAway = true;
    assertThat(consents.bring(ALICE, Provider.NOTION, Secret.of("made-up")))
        .isEqualTo(new Completion.ExchangeFailed(Reason.TOKEN_REFUSED));
  }

  @Test
  void norDoesOneOfAnAccountThatIsSomebodyElses() {
    consents.bring(BOB, Provider.NOTION, Secret.of("own-bot"));
    assertThat(consents.bring(ALICE, Provider.NOTION, Secret.of("own-bot")))
        .isEqualTo(new Completion.AccountTaken());
  }

  @Test
  void reconnectingTheSameAccountReplacesItsTokens() {
    Connection before = world.connect(ALICE, Provider.NOTION, "account-1");

    Connection after = world.connect(ALICE, Provider.NOTION, "account-1");

    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.version()).isEqualTo(before.version() + 1);
    assertThat(after.state()).isNotEqualTo(before.state());
    assertThat(world.store.of(ALICE)).containsExactly(after);
  }

  @Test
  void anAccountOfAnotherUserIsRefused() {
    world.connect(ALICE, Provider.NOTION, "shared");

    assertThat(world.consent(consents, BOB, Provider.NOTION, "shared"))
        .isEqualTo(new Completion.AccountTaken());
    assertThat(world.store.of(BOB)).isEmpty();
  }

  @Test
  void anotherAccountDoesNotSilentlyTakeOverWaitingCommands() {
    Connection first = world.connect(ALICE, Provider.NOTION, "account-1");

    assertThat(world.consent(consents, ALICE, Provider.NOTION, "account-2"))
        .isEqualTo(new Completion.OtherAccount(first));
    assertThat(world.store.of(ALICE)).containsExactly(first);
  }

  @Test
  void afterADisconnectAnotherAccountIsConnectedUnderANewerVersion() {
    world.connect(ALICE, Provider.NOTION, "account-1");
    world.process().disconnects().disconnect(ALICE, Provider.NOTION);

    Connection second = world.connect(ALICE, Provider.NOTION, "account-2");
    world.process().disconnects().disconnect(ALICE, Provider.NOTION);
    Connection again = world.connect(ALICE, Provider.NOTION, "account-1");

    assertThat(second.version()).isEqualTo(3);
    assertThat(again.version()).isEqualTo(5);
    assertThat(world.process().usableTokens().accessToken(ALICE, Provider.NOTION))
        .isInstanceOf(UsableTokens.Answer.Usable.class);
  }

  private Consents.Callback yes(Started started) {
    return world.yes(started, Provider.NOTION, "account-1");
  }

  private Consents.Callback no(String error) {
    Started started = consents.start(ALICE, Provider.NOTION);
    return Consents.Callback.of(
        Provider.NOTION, started.state().reveal(), null, error, started.binding().reveal());
  }

  private void assertNothingHappened() {
    assertThat(world.notion.calls).hasValue(0);
    assertThat(world.microsoft.calls).hasValue(0);
    assertThat(world.store.of(ALICE)).isEmpty();
    assertThat(world.store.of(BOB)).isEmpty();
  }

  private static Consents.Callback with(
      Consents.Callback yes, @Nullable String state, @Nullable String binding) {
    return Consents.Callback.of(yes.provider(), state, yes.code(), null, binding);
  }

  private static Consents.Callback signedIn(
      Consents.Callback yes, @Nullable String issuer, @Nullable UserId user) {
    return new Consents.Callback(
        yes.provider(), yes.state(), yes.code(), null, issuer, yes.binding(), user);
  }

  /** A callback made out of the genuine one and another flow. */
  interface Forgery {
    Consents.Callback of(Consents.Callback genuine, Started other);
  }
}
