package dev.errand.runtime.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a token of {@link FakeVault} may do, read from the policy files that operators install.
 *
 * @param parameters of those paths where only some may be set
 */
record Policies(Map<String, Set<String>> capabilities, Map<String, Set<String>> parameters) {

  private static final Pattern PATH =
      Pattern.compile(
          "path \"([^\"]+)\" \\{\\s*capabilities = \\[([^\\]]*)\\](?:\\s*allowed_parameters ="
              + " \\{([^}]*)\\})?");

  private static final Pattern NAME = Pattern.compile("\"([a-z_]+)\"");

  private static final Path FILES = Path.of("../infra/vault");

  /**
   * @param app as {@code worker}
   */
  static Policies of(String app) {
    try {
      Matcher path = PATH.matcher(Files.readString(FILES.resolve("errand-" + app + ".hcl")));
      Map<String, Set<String>> capabilities = new HashMap<>();
      Map<String, Set<String>> parameters = new HashMap<>();
      while (path.find()) {
        capabilities.put(path.group(1), names(path.group(2)));
        if (path.group(3) != null) {
          parameters.put(path.group(1), names(path.group(3)));
        }
      }
      return new Policies(capabilities, parameters);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Set<String> names(String text) {
    return NAME.matcher(text).results().map(name -> name.group(1)).collect(Collectors.toSet());
  }

  /** What both together may do. */
  Policies and(Policies other) {
    Map<String, Set<String>> all = new HashMap<>(capabilities);
    all.putAll(other.capabilities);
    Map<String, Set<String>> some = new HashMap<>(parameters);
    some.putAll(other.parameters);
    return new Policies(all, some);
  }

  /**
   * @param set which parameters the request sets
   */
  boolean allow(String capability, String path, Collection<String> set) {
    return capabilities.getOrDefault(path, Set.of()).contains(capability)
        && (!parameters.containsKey(path)
            || parameters.getOrDefault(path, Set.of()).containsAll(set));
  }
}
