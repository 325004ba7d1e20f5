package dev.errand.apiingest;

import dev.errand.connections.Account;
import dev.errand.connections.Connection;
import dev.errand.connections.ConnectionId;
import dev.errand.connections.ConnectionStore;
import dev.errand.connections.Consents;
import dev.errand.connections.Disconnects;
import dev.errand.connections.Erasures;
import dev.errand.connections.Sealed;
import dev.errand.connections.SealedTokens;
import dev.errand.runtime.postgres.RecordedStatements;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Consents and connections without a provider: what is tested here is how HTTP carries them. */
@TestConfiguration(proxyBeanMethods = false)
class FakeConnections {

  /** What the API sends to the database. */
  static final RecordedStatements RECORDED = new RecordedStatements();

  @Bean
  static BeanPostProcessor overheard() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? RECORDED.overheard(source) : bean;
      }
    };
  }

  @Bean
  @Primary
  Flows fakeFlows(Store store) {
    return new Flows(store);
  }

  @Bean
  @Primary
  Store fakeConnectionStore() {
    return new Store();
  }

  @Bean
  @Primary
  Ended fakeDisconnects() {
    return new Ended();
  }

  @Bean
  @Primary
  Erasing fakeErasures() {
    return new Erasing();
  }

  /** Erases nothing; what it answers is set. */
  static final class Erasing implements Erasures {

    volatile Erased answer = new Erased.Unavailable(Map.of());
    final List<String> asked = new CopyOnWriteArrayList<>();

    @Override
    public Erased erase(UserId user) {
      asked.add(user.value());
      return answer;
    }
  }

  /** Ends nothing; what it answers is set. */
  static final class Ended implements Disconnects {

    volatile Receipt receipt = new Receipt.NotConnected();
    final List<String> asked = new CopyOnWriteArrayList<>();

    @Override
    public Receipt disconnect(UserId user, Provider provider) {
      asked.add(user + " " + provider.wireName());
      return receipt;
    }
  }

  /** Each flow's binding is its state with a suffix; what a code leads to is the code itself. */
  static final class Flows implements Consents {

    private final Map<String, UserId> open = new ConcurrentHashMap<>();
    private final Set<UserId> lesser = ConcurrentHashMap.newKeySet();
    private final Store store;

    Flows(Store store) {
      this.store = store;
    }

    @Override
    public Set<Provider> offered() {
      return Set.of(Provider.values());
    }

    /** Knows the token {@code own-token}. */
    @Override
    public Completion bring(UserId user, Provider provider, Secret token) {
      return token.reveal().equals("own-token")
          ? connected(user, provider)
          : new Completion.ExchangeFailed(Reason.TOKEN_REFUSED);
    }

    @Override
    public Arrival arrive(
        Provider provider, Secret code, URI redirect, Function<Account, Optional<UserId>> person) {
      return new Arrival.Failed(Reason.UNAVAILABLE);
    }

    @Override
    public Started start(UserId user, Provider provider, Extent extent) {
      lesser.remove(user);
      if (extent == Extent.LESS) {
        lesser.add(user);
      }
      String state = "state-" + open.size() + "-" + user;
      open.put(state, user);
      return new Started(
          URI.create("https://provider.example/authorize?state=" + state),
          Secret.of(state),
          Secret.of(state + "-binding"));
    }

    @Override
    public Completion complete(Callback callback) {
      String state = callback.state();
      if (state == null || !open.containsKey(state)) {
        return new Completion.Expired();
      }
      if (!(state + "-binding").equals(callback.binding())
          || !open.get(state).equals(callback.signedIn())) {
        return new Completion.NotYours();
      }
      UserId user = open.remove(state);
      if (callback.error() != null || user == null) {
        return new Completion.Denied(Denial.BY_THE_PERSON);
      }
      return connected(user, callback.provider());
    }

    private Completion connected(UserId user, Provider provider) {
      Connection connection =
          active(
              user,
              provider,
              lesser.contains(user) ? Set.of("https://graph.microsoft.com/Mail.Send") : Set.of());
      store.current.put(user + " " + provider, connection);
      return new Completion.Connected(connection);
    }
  }

  static Connection connection(UserId user, Provider provider) {
    return new Connection(
        new ConnectionId(new UUID(0, 1)),
        user,
        provider,
        1,
        "account-1",
        "workspace-1",
        Set.of(),
        Map.of("workspaceName", "Ada's workspace", "name", "Ada"),
        new Connection.State.Disconnected(),
        Instant.EPOCH);
  }

  static Connection active(UserId user, Provider provider) {
    return active(user, provider, Set.of());
  }

  private static Connection active(UserId user, Provider provider, Set<String> scopes) {
    Connection ended = connection(user, provider);
    Sealed sealed = Sealed.of(new byte[] {1});
    return new Connection(
        ended.id(),
        user,
        provider,
        2,
        ended.account(),
        ended.workspace(),
        scopes,
        ended.facts(),
        new Connection.State.Active(new SealedTokens(sealed, null, null, null, Instant.EPOCH)),
        Instant.EPOCH);
  }

  /** Everybody has one disconnected Notion connection, and what they connected. */
  static final class Store implements ConnectionStore {

    final Map<String, Connection> current = new ConcurrentHashMap<>();

    @Override
    public Optional<Connection> current(UserId user, Provider provider) {
      return Optional.ofNullable(current.get(user + " " + provider));
    }

    @Override
    public Optional<Connection> find(UserId user, Provider provider, String account) {
      return Optional.empty();
    }

    @Override
    public List<Connection> of(UserId user) {
      return Stream.concat(
              Arrays.stream(Provider.values())
                  .flatMap(provider -> current(user, provider).stream()),
              Stream.of(connection(user, Provider.NOTION)))
          .toList();
    }

    @Override
    public Saved add(Connection connection) {
      return Saved.DONE;
    }

    @Override
    public void eraseFacts(UserId user) {}

    @Override
    public Saved replace(Connection connection, long replaced) {
      return Saved.DONE;
    }
  }
}
