package dev.errand.runtime.vault;

import io.github.jopenlibs.vault.SslConfig;
import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultConfig;
import io.github.jopenlibs.vault.VaultException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes clients of Vault that share one pool of connections, answer within seconds and try nothing
 * twice. Which certificates they trust is set as for every client of Vault, with {@code
 * VAULT_SSL_CERT}.
 */
final class VaultClients {

  private static final int CONNECT_SECONDS = 2;
  private static final int ANSWER_SECONDS = 5;

  private final VaultSettings settings;
  private final SslConfig ssl;
  private final HttpClient http;

  /**
   * @throws IllegalStateException if the certificates cannot be read
   */
  VaultClients(VaultSettings settings) {
    this.settings = settings;
    try {
      this.ssl = new SslConfig().build();
    } catch (VaultException unreadable) {
      throw new IllegalStateException("Vault's certificates cannot be read (VAULT_SSL_CERT)");
    }
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(CONNECT_SECONDS));
    if (ssl.getSslContext() != null) {
      builder.sslContext(ssl.getSslContext());
    }
    this.http = builder.build();
  }

  /** What is said to a client of Vault. */
  interface Call<T> {
    T to(Vault vault) throws VaultException;
  }

  /**
   * Makes a call, and gives it up when it takes too long: the time that the driver sets ends with
   * the headers of an answer, not with its last byte.
   *
   * @param token may be empty, to log in with
   */
  <T> T call(String token, Call<T> call) throws VaultException {
    FutureTask<T> task = new FutureTask<>(() -> call.to(with(token)));
    Thread thread = Thread.ofVirtual().name("vault").start(task);
    try {
      return task.get(CONNECT_SECONDS + ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof VaultException told
          ? told
          : new VaultException("The call of Vault failed");
    } catch (TimeoutException late) {
      thread.interrupt();
      throw new VaultException("Vault did not answer in time");
    } catch (InterruptedException stop) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new VaultException("Interrupted");
    }
  }

  private Vault with(String token) throws VaultException {
    VaultConfig config =
        new VaultConfig()
            .address(settings.address().toString())
            .token(token)
            .engineVersion(1) // transit has no versions of its paths
            .openTimeout(CONNECT_SECONDS)
            .readTimeout(ANSWER_SECONDS)
            .sslConfig(ssl)
            .httpClient(http);
    if (settings.namespace() != null) {
      config.nameSpace(settings.namespace());
    }
    return Vault.create(config.build());
  }
}
