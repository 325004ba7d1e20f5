package dev.errand.local;

import java.util.Map;

/** Where a database of ours is, in the words of JDBC. */
public record LocalDatabase(String jdbcUrl, String user, String password) {

  /** The same in the words of Spring Boot. */
  public Map<String, String> springProperties() {
    return Map.of(
        "spring.datasource.url", jdbcUrl,
        "spring.datasource.username", user,
        "spring.datasource.password", password);
  }
}
