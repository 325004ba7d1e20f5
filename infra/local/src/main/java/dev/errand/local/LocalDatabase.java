package dev.errand.local;

import java.util.Map;
import java.util.TreeMap;

/** Where a database of ours is, in the words of JDBC. */
public record LocalDatabase(String jdbcUrl, String user, String password) {

  /** The same database, for another role of this server. */
  public LocalDatabase as(String role) {
    return new LocalDatabase(jdbcUrl, role, role);
  }

  /**
   * In the words of Spring Boot, for an app that connects as that role and has this one make the
   * tables first.
   */
  public Map<String, String> migratedFor(String role) {
    Map<String, String> properties = new TreeMap<>(as(role).springProperties());
    properties.put("spring.flyway.enabled", "true");
    properties.put("spring.flyway.url", jdbcUrl);
    properties.put("spring.flyway.user", user);
    properties.put("spring.flyway.password", password);
    return properties;
  }

  /** The same in the words of Spring Boot. */
  public Map<String, String> springProperties() {
    return Map.of(
        "spring.datasource.url", jdbcUrl,
        "spring.datasource.username", user,
        "spring.datasource.password", password);
  }
}
