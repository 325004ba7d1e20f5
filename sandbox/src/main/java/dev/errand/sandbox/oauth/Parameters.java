package dev.errand.sandbox.oauth;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of an OAuth request: the first value of each counts. */
public record Parameters(Map<String, List<String>> all) {

  public @Nullable String get(String name) {
    List<String> values = all.get(name);
    return values == null || values.getFirst().isEmpty() ? null : values.getFirst();
  }

  public String get(String name, String otherwise) {
    return Optional.ofNullable(get(name)).orElse(otherwise);
  }

  public List<String> list(String name) {
    return all.getOrDefault(name, List.of());
  }

  /** An address with more parameters: name, value, name, value; null values are left out. */
  public static URI added(String address, @Nullable String... namesAndValues) {
    StringBuilder uri = new StringBuilder(address);
    char separator = address.indexOf('?') < 0 ? '?' : '&';
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String value = namesAndValues[i + 1];
      if (value != null) {
        uri.append(separator)
            .append(namesAndValues[i])
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        separator = '&';
      }
    }
    return URI.create(uri.toString());
  }
}
