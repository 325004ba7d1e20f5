package dev.errand.runtime.connections;

import dev.errand.connections.LocalKeyWrapper;
import dev.errand.connections.OutOfReach;
import dev.errand.connections.RewrapDataKeys;
import dev.errand.connections.RewrapDataKeys.Progress;
import dev.errand.connections.WrapperKeys;
import dev.errand.runtime.vault.VaultWrapperKeys;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * What an operator does with the key that wraps data keys: {@code rotate} makes a new version,
 * {@code rewrap} wraps every data key under it, {@code status} tells which version wraps how many.
 * It runs as the database's role {@code errand_keys}.
 */
public final class KeysCommand {

  private final WrapperKeys keys;
  private final PostgresAllDataKeys dataKeys;
  private final RewrapDataKeys rewrap;
  private final PrintStream out;

  KeysCommand(WrapperKeys keys, PostgresAllDataKeys dataKeys, PrintStream out) {
    this.keys = keys;
    this.dataKeys = dataKeys;
    this.rewrap = new RewrapDataKeys(dataKeys, keys);
    this.out = out;
  }

  public static boolean isAsked(String[] arguments) {
    return arguments.length == 2 && arguments[0].equals("keys");
  }

  /**
   * Does it, and ends the process with 1 if it could not be done.
   *
   * @param what one of the three
   */
  public static void run(String what) {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Keys.class).web(WebApplicationType.NONE).run()) {
      ConnectionsProperties properties = context.getBean(ConnectionsProperties.class);
      DataSource database = context.getBean(DataSource.class);
      JdbcClient sql = JdbcClient.create(database);
      Store store = new Store(new JdbcTransactionManager(database), sql);
      WrapperKeys keys = keys(properties.keys());
      new KeysCommand(keys, new PostgresAllDataKeys(sql, store), System.out).obey(what);
    } catch (OutOfReach | IllegalArgumentException refused) {
      System.err.println(refused.getMessage());
      System.exit(1);
    }
  }

  @SpringBootConfiguration
  @ImportAutoConfiguration(DataSourceAutoConfiguration.class)
  @EnableConfigurationProperties(ConnectionsProperties.class)
  static class Keys {}

  private static WrapperKeys keys(ConnectionsProperties.Keys settings) {
    if (settings.vault() != null) {
      return VaultWrapperKeys.open(settings.vault().settings(), Clock.systemUTC());
    }
    Path file = settings.localFile();
    if (file == null) {
      throw new IllegalArgumentException(
          "Whose keys? Set errand.keys.vault or errand.keys.local-file, as for the apps");
    }
    return LocalKeyWrapper.open(file);
  }

  /**
   * Does what is asked.
   *
   * @throws IllegalArgumentException if there is no such thing
   * @throws OutOfReach if the database or the key service does not answer; asked again, it goes on
   */
  void obey(String what) {
    switch (what) {
      case "rotate" -> rotate();
      case "rewrap" -> rewrap();
      case "status" -> status();
      default -> throw new IllegalArgumentException("keys rotate, keys rewrap or keys status");
    }
  }

  private void rotate() {
    dataKeys.noteRotation();
    keys.rotate();
    out.println("Version " + keys.newest() + " wraps from now on. Next: keys rewrap");
  }

  private void rewrap() {
    Progress end = rewrap.run(progress -> out.println(words(progress)));
    out.println("Done. " + words(end));
    if (end.broken() > 0) {
      out.println("What does not open stays as it is: its people have to connect again.");
    }
  }

  private static String words(Progress progress) {
    return "%,d data keys seen, %,d wrapped anew, %,d do not open"
        .formatted(progress.seen(), progress.rewrapped(), progress.broken());
  }

  private void status() {
    Map<String, Long> versions = rewrap.versions();
    String newest = keys.newest();
    versions.forEach(
        (version, count) ->
            out.printf(
                "%-12s %,12d data keys%s%n",
                version.isEmpty() ? "(another)" : version,
                count,
                version.equals(newest) ? ", the newest version" : ""));
    out.println(
        versions.keySet().stream().allMatch(newest::equals)
            ? "Everything is under version " + newest + "."
            : "Version " + newest + " wraps now. Next: keys rewrap");
  }
}
