package dev.errand.sandbox.oauth.microsoft;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was asked for, by short names: {@code https://graph.microsoft.com/Mail.Send} is {@code
 * Mail.Send}.
 */
record Scopes(Set<String> all) {

  private static final String GRAPH = "https://graph.microsoft.com/";
  private static final Set<String> OPENID = Set.of("openid", "profile", "email");
  private static final String OFFLINE = "offline_access";

  Scopes {
    all = Set.copyOf(all);
  }

  static Scopes parse(String text) {
    return new Scopes(
        Arrays.stream(text.strip().split("\\s+", -1))
            .filter(scope -> !scope.isEmpty())
            .map(scope -> scope.startsWith(GRAPH) ? scope.substring(GRAPH.length()) : scope)
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  boolean offline() {
    return all.contains(OFFLINE);
  }

  boolean openid() {
    return all.contains("openid");
  }

  /**
   * Whether some of these are not left to people by the policy that Microsoft manages: <a
   * href="https://learn.microsoft.com/entra/identity/enterprise-apps/manage-app-consent-policies">
   * manage-app-consent-policies</a>.
   */
  boolean needAdministrator() {
    return all.stream()
        .anyMatch(scope -> scope.startsWith("Mail.Read") || scope.startsWith("MailboxSettings."));
  }

  /** Scopes of the resource, for the access token. */
  Set<String> resource() {
    return all.stream()
        .filter(scope -> !scope.equals(OFFLINE) && !OPENID.contains(scope))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** As the token endpoint writes them. */
  String answered() {
    return all.stream()
        .filter(scope -> !scope.equals(OFFLINE))
        .map(scope -> OPENID.contains(scope) ? scope : GRAPH + scope)
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
