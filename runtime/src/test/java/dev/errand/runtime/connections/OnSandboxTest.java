package dev.errand.runtime.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.connections.Account;
import dev.errand.connections.Connection;
import dev.errand.connections.Connection.State;
import dev.errand.connections.ConnectionStore;
import dev.errand.connections.Consents;
import dev.errand.connections.Consents.Completion;
import dev.errand.connections.Consents.Started;
import dev.errand.connections.Disconnects;
import dev.errand.connections.DueRefreshes;
import dev.errand.connections.ReconnectCause;
import dev.errand.local.LocalDatabase;
import dev.errand.local.LocalPostgres;
import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.TokenSource;
import dev.errand.pipeline.TokenSource.Answer;
import dev.errand.runtime.connections.RealStore.ShiftedClock;
import dev.errand.runtime.connections.RealStore.Told;
import dev.errand.sandbox.SandboxServer;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.FaultRule;
import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.oauth.microsoft.Switches.Standing;
import dev.errand.sandbox.people.Client;
import dev.errand.sandbox.people.Person;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Two processes of ours on one database, and the providers' own rules over real HTTP. */
class OnSandboxTest {

  private static final SandboxServer SANDBOX = SandboxServer.start(0);
  private static final SandboxPeople PEOPLE = new SandboxPeople(SANDBOX);
  private static final LocalDatabase DATABASE = LocalPostgres.shared().freshDatabase();
  private static final HttpClient BROWSER = HttpClient.newHttpClient();
  private static ConfigurableApplicationContext app;
  private static ConfigurableApplicationContext secondApp;

  private final String person = "p-" + UUID.randomUUID();
  private final UserId user = new UserId(person);

  @BeforeAll
  static void start() {
    app = RealStore.start(DATABASE, PEOPLE.properties(Client.DEMO.secret()));
    secondApp = RealStore.start(DATABASE, PEOPLE.properties(Client.DEMO.secret()));
  }

  @AfterAll
  static void stop() {
    app.close();
    secondApp.close();
    SANDBOX.close();
  }

  @BeforeEach
  void settle() {
    SANDBOX.world().faults().clear();
    SANDBOX.world().people().make(person);
  }

  @ParameterizedTest
  @EnumSource
  void aPersonConnectsAndTheirTokenWorks(Provider provider) throws Exception {
    Connection connection = connect(provider);

    AccessToken token = token(app, provider);

    assertThat(token.connection().account()).isEqualTo(connection.account());
    assertThat(statusOf(provider, token)).isEqualTo(200);
  }

  @Test
  void whatTheProviderSaysOfTheAccountIsKept() throws Exception {
    assertThat(connect(Provider.NOTION).facts())
        .containsKeys(Account.WORKSPACE_NAME, Account.OWNER);
    Connection microsoft = connect(Provider.MICROSOFT);
    assertThat(microsoft.account()).matches("[0-9a-f-]{36}/[0-9a-f-]{36}");
    assertThat(microsoft.facts()).containsKey(Account.MAIL);
    assertThat(microsoft.scopes()).anyMatch(scope -> scope.endsWith("Mail.Send"));
  }

  /**
   * As the policy is that Microsoft manages: people may allow sending, and reading they may not.
   */
  @Test
  void wherePeopleMayNotAllowReadingTheyConnectForSending() throws Exception {
    SANDBOX.microsoft().switches().person(person, new Standing(false, false, true, false));
    Consents consents = consents(app);
    assertThat(
            consents.complete(
                PEOPLE.callback(
                    consents.start(user, Provider.MICROSOFT), user, Provider.MICROSOFT, "consent")))
        .isEqualTo(new Completion.Denied(Consents.Denial.ADMIN_APPROVAL_NEEDED));

    Started less = consents.start(user, Provider.MICROSOFT, Consents.Extent.LESS);
    assertThat(consents.complete(PEOPLE.callback(less, user, Provider.MICROSOFT, "consent")))
        .isInstanceOfSatisfying(
            Completion.Connected.class,
            connected ->
                assertThat(connected.connection().scopes())
                    .anyMatch(scope -> scope.endsWith("Mail.Send"))
                    .noneMatch(scope -> scope.contains("Mail.Read")));
    assertThat(statusOf(Provider.MICROSOFT, token(app, Provider.MICROSOFT))).isEqualTo(403);

    SANDBOX.microsoft().switches().person(person, Standing.GOOD);
    assertThat(connect(Provider.MICROSOFT).scopes())
        .anyMatch(scope -> scope.endsWith("Mail.ReadWrite"));
    assertThat(statusOf(Provider.MICROSOFT, token(secondApp, Provider.MICROSOFT))).isEqualTo(200);
  }

  @Test
  void aNoIsANo() throws Exception {
    for (Provider provider : Provider.values()) {
      Started started = consents(app).start(user, provider);
      assertThat(consents(app).complete(PEOPLE.callback(started, user, provider, "deny")))
          .isEqualTo(new Completion.Denied(Consents.Denial.BY_THE_PERSON));
    }
  }

  @Test
  void aRefusedNotionTokenIsReplacedByOneThatWorks() throws Exception {
    connect(Provider.NOTION);
    AccessToken first = token(app, Provider.NOTION);
    token(secondApp, Provider.NOTION);

    app.getBean(TokenSource.class).refused(first);
    AccessToken second = token(app, Provider.NOTION);

    assertThat(second.secret()).isNotEqualTo(first.secret());
    assertThat(statusOf(Provider.NOTION, second)).isEqualTo(200);
    secondApp.getBean(TokenSource.class).refused(first);
    assertThat(token(secondApp, Provider.NOTION).secret()).isEqualTo(second.secret());
    assertThat(refreshes("/notion/v1/oauth/token")).isEqualTo(1);
  }

  @Test
  void aThousandCallersInTwoProcessesMakeOneRefresh() throws Exception {
    connect(Provider.NOTION);
    AccessToken first = token(app, Provider.NOTION);
    app.getBean(TokenSource.class).refused(first);
    secondApp.getBean(TokenSource.class).refused(first);
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int caller = 0; caller < 1_000; caller++) {
      TokenSource tokens = (caller % 2 == 0 ? app : secondApp).getBean(TokenSource.class);
      calls.add(() -> tokens.token(user, Provider.NOTION));
    }

    List<String> given = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> answer : threads.invokeAll(calls)) {
        assertThat(answer.get()).isInstanceOf(Answer.Usable.class);
        given.add(((Answer.Usable) answer.get()).token().secret().reveal());
      }
    }

    assertThat(given).hasSize(1_000);
    assertThat(given.stream().distinct()).hasSize(1);
    assertThat(refreshes("/notion/v1/oauth/token")).isEqualTo(1);
  }

  @Test
  void aMicrosoftTokenIsRefreshedWhenItIsDueAndTheNewOneWorks() throws Exception {
    connect(Provider.MICROSOFT);
    AccessToken first = token(app, Provider.MICROSOFT);
    // A token of Microsoft lives 60 to 90 minutes and is due a sixth before its end.
    forward(Duration.ofMinutes(76));
    DueRefreshes due = app.getBean(DueRefreshes.class);
    Awaitility.await()
        .until(
            () -> {
              var _ = due.refreshSome(50);
              return due.oldestOverdue().isZero();
            });

    AccessToken second = token(secondApp, Provider.MICROSOFT);

    assertThat(second.secret()).isNotEqualTo(first.secret());
    assertThat(second.connection().version()).isGreaterThan(first.connection().version());
    assertThat(statusOf(Provider.MICROSOFT, second)).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void aGrantThatWasTakenBackMeansReconnectAndReconnectingMends(Provider provider)
      throws Exception {
    connect(provider);
    AccessToken first = token(app, provider);
    takeBack(provider);

    app.getBean(TokenSource.class).refused(first);

    assertThat(app.getBean(TokenSource.class).token(user, provider))
        .isInstanceOfSatisfying(
            Answer.ReconnectNeeded.class,
            needed ->
                assertThat(needed.why())
                    .isEqualTo(ReconnectCause.REFRESH_REFUSED.sentence(provider)));
    connect(provider);
    assertThat(statusOf(provider, token(app, provider))).isEqualTo(200);
  }

  @Test
  void aSilentOrFailingTokenEndpointCondemnsNobody() throws Exception {
    List<Fault> faults =
        List.of(
            Fault.answer(Fault.Point.BEFORE, Reply.empty(503)),
            Fault.answer(Fault.Point.BEFORE, Reply.html(502, "<h1>invalid_grant</h1>")),
            Fault.answer(Fault.Point.BEFORE, Reply.empty(429)),
            Fault.answer(Fault.Point.BEFORE, Reply.html(200, "<h1>hello</h1>")),
            Fault.answer(Fault.Point.BEFORE, Reply.empty(404)),
            Fault.reset(Fault.Point.BEFORE));
    connect(Provider.NOTION);
    AccessToken first = token(app, Provider.NOTION);
    for (Fault fault : faults) {
      letLeasesRest();
      SANDBOX.world().faults().add(FaultRule.of(fault).in(Area.OAUTH).times(1));
      app.getBean(TokenSource.class).refused(first);
      assertThat(app.getBean(TokenSource.class).token(user, Provider.NOTION))
          .as(fault.text())
          .isInstanceOf(Answer.Unavailable.class);
    }
    letLeasesRest();
    assertThat(statusOf(Provider.NOTION, token(app, Provider.NOTION))).isEqualTo(200);
  }

  @Test
  void aWrongClientSecretCondemnsNobody() throws Exception {
    for (Provider provider : Provider.values()) {
      connect(provider);
    }
    try (ConfigurableApplicationContext misconfigured =
        RealStore.start(DATABASE, PEOPLE.properties("wrong"))) {
      TokenSource tokens = misconfigured.getBean(TokenSource.class);
      for (Provider provider : Provider.values()) {
        tokens.refused(token(misconfigured, provider));
        assertThat(tokens.token(user, provider)).isInstanceOf(Answer.Unavailable.class);
        assertThat(
                misconfigured
                    .getBean(MeterRegistry.class)
                    .counter(
                        "errand.connections.refreshes",
                        "provider",
                        provider.wireName(),
                        "outcome",
                        "invalid_client")
                    .count())
            .isEqualTo(1);
      }
    }
    assertThat(app.getBean(ConnectionStore.class).of(user))
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.state()).isInstanceOf(State.Active.class));
  }

  @Test
  void afterADisconnectTheTokenIsDeadAtNotionToo() throws Exception {
    connect(Provider.NOTION);
    AccessToken token = token(app, Provider.NOTION);

    Disconnects.Receipt receipt = app.getBean(Disconnects.class).disconnect(user, Provider.NOTION);

    assertThat(receipt)
        .isInstanceOfSatisfying(
            Disconnects.Receipt.Disconnected.class,
            done -> assertThat(done.revocation()).isEqualTo(Disconnects.Revocation.REVOKED));
    assertThat(statusOf(Provider.NOTION, token)).isEqualTo(401);
  }

  @Test
  void everyChangeIsAnnouncedAfterItsCommitAndAgainIfTheBrokerWasAway() throws Exception {
    Told told = secondApp.getBean(Told.class);
    told.away = true;
    Connection connection = connect(Provider.NOTION);
    told.away = false;
    forward(Duration.ofMinutes(1));
    secondApp.getBean(AnnounceChanges.class).catchUp();
    assertThat(told.changes)
        .anyMatch(
            change ->
                change.id().equals(connection.id()) && change.version() == connection.version());

    app.getBean(Disconnects.class).disconnect(user, Provider.NOTION);

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(app.getBean(Told.class).changes)
                    .anyMatch(
                        change ->
                            change.user().equals(user)
                                && change.state() instanceof State.Disconnected));
  }

  /** For everybody; never back. */
  private static void forward(Duration by) {
    SANDBOX.world().clock().forward(by);
    app.getBean(ShiftedClock.class).move(by);
    secondApp.getBean(ShiftedClock.class).move(by);
  }

  private Connection connect(Provider provider) {
    return PEOPLE.connect(consents(app), consents(secondApp), user, provider);
  }

  @Test
  void theTokenOfOnesOwnIntegrationConnectsItsWorkspace() {
    Person owner = SANDBOX.world().people().get(person);
    String token = SANDBOX.world().notionToken(owner, "errand", null).value();

    assertThat(consents(app).bring(user, Provider.NOTION, Secret.of(token)))
        .isInstanceOfSatisfying(
            Completion.Connected.class,
            connected ->
                assertThat(connected.connection().facts())
                    .containsEntry(Account.WORKSPACE_NAME, owner.workspaceName()));
  }

  @Test
  void aTokenTellsWhenItsPersonCameBackAfterTheyHadLeft() throws Exception {
    connect(Provider.NOTION);
    app.getBean(Disconnects.class).disconnect(user, Provider.NOTION);
    Instant between =
        RealStore.sql()
            .sql("select clock_timestamp()")
            .query(OffsetDateTime.class)
            .single()
            .toInstant();
    connect(Provider.NOTION);
    assertThat(usable(app, Provider.NOTION).connectedAgainAt()).isAfter(between);
  }

  @Test
  void aTokenThatNotionDoesNotKnowIsRefused() {
    assertThat(consents(app).bring(user, Provider.NOTION, Secret.of("ntn_made_up")))
        .isEqualTo(new Completion.ExchangeFailed(Consents.Reason.TOKEN_REFUSED));
  }

  private static Consents consents(ConfigurableApplicationContext process) {
    return process.getBean(Consents.class);
  }

  private AccessToken token(ConfigurableApplicationContext process, Provider provider) {
    return usable(process, provider).token();
  }

  private Answer.Usable usable(ConfigurableApplicationContext process, Provider provider) {
    Answer answer = process.getBean(TokenSource.class).token(user, provider);
    assertThat(answer).isInstanceOf(Answer.Usable.class);
    return (Answer.Usable) answer;
  }

  private static int statusOf(Provider provider, AccessToken token) throws Exception {
    String path =
        switch (provider) {
          case NOTION -> "/notion/v1/users/me";
          case MICROSOFT -> "/graph/v1.0/me/mailFolders";
        };
    return BROWSER
        .send(
            HttpRequest.newBuilder(URI.create(SANDBOX.uri() + path))
                .header("Authorization", token.secret().bearer())
                .header("Notion-Version", "2026-03-11")
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  /** All of this person's token calls but the one that traded the code. */
  private int refreshes(String path) {
    return SANDBOX
            .world()
            .ledger()
            .calls(call -> call.path().equals(path) && person.equals(call.person()))
            .size()
        - 1;
  }

  private void takeBack(Provider provider) {
    switch (provider) {
      case NOTION -> SANDBOX.notionOAuth().grants().end(person, Client.DEMO.id());
      case MICROSOFT -> SANDBOX.microsoft().revokeGrants(SANDBOX.world().people().get(person));
    }
  }

  private static void letLeasesRest() {
    RealStore.sql(DATABASE).sql("update refresh_lease set until = clock_timestamp()").update();
  }
}
