package dev.errand.runtime.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a token of {@link FakeVault} may do, read from the policy files that operators install. */
record Policies(Map<String, Set<String>> capabilities) {

  private static final Pattern PATH =
      Pattern.compile("path \"([^\"]+)\" \\{\\s*capabilities = \\[([^\\]]*)\\]");

  private static final Path FILES = Path.of("../infra/vault");

  /**
   * @param app as {@code worker}
   */
  static Policies of(String app) {
    try {
      Matcher path = PATH.matcher(Files.readString(FILES.resolve("errand-" + app + ".hcl")));
      Map<String, Set<String>> capabilities = new HashMap<>();
      while (path.find()) {
        Set<String> allowed = new HashSet<>();
        Pattern.compile("\"([a-z]+)\"")
            .matcher(path.group(2))
            .results()
            .forEach(each -> allowed.add(each.group(1)));
        capabilities.put(path.group(1), allowed);
      }
      return new Policies(capabilities);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What both together may do. */
  Policies and(Policies other) {
    Map<String, Set<String>> all = new HashMap<>(capabilities);
    all.putAll(other.capabilities);
    return new Policies(all);
  }

  boolean allow(String capability, String path) {
    return capabilities.getOrDefault(path, Set.of()).contains(capability);
  }
}
