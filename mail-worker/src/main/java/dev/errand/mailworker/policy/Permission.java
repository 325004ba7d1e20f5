package dev.errand.mailworker.policy;

import dev.errand.pipeline.ConnectionFacts;
import dev.errand.pipeline.OperationStopped;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a person may have granted, as Microsoft said when they did. Each of these is asked for by
 * itself, and an administrator may keep any of them back
 * (https://learn.microsoft.com/entra/identity/enterprise-apps/manage-app-consent-policies,
 * 2026-01): by default people may allow sending themselves, and reading not.
 */
public enum Permission {
  READ("read your mail", "Mail.Read", "Mail.ReadWrite"),
  WRITE("change your mailbox", "Mail.ReadWrite"),
  SEND("send mail", "Mail.Send"),
  READ_SETTINGS(
      "read the settings of your mailbox", "MailboxSettings.Read", "MailboxSettings.ReadWrite");

  private final String deed;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> scopes;

  Permission(String deed, String... anyOf) {
    this.deed = deed;
    this.scopes = Arrays.stream(anyOf).map(Permission::lower).toList();
  }

  /** Whether it was granted; assumed where nobody said what was. */
  public boolean grantedTo(ConnectionFacts connection) {
    return connection.scopes().isEmpty()
        || connection.scopes().stream().map(Permission::withoutResource).anyMatch(scopes::contains);
  }

  /** All that were granted. */
  public static EnumSet<Permission> of(ConnectionFacts connection) {
    EnumSet<Permission> granted = EnumSet.allOf(Permission.class);
    granted.removeIf(permission -> !permission.grantedTo(connection));
    return granted;
  }

  /**
   * Looks whether all of these were granted.
   *
   * @throws OperationStopped if not
   */
  public static void require(ConnectionFacts connection, List<Permission> all) {
    String missing =
        all.stream()
            .filter(permission -> !permission.grantedTo(connection))
            .map(permission -> permission.deed)
            .collect(Collectors.joining(" and "));
    if (!missing.isEmpty()) {
      throw OperationStopped.refused(GraphProblems.notGranted(missing));
    }
  }

  /** Written with or without the resource in front, as {@code https://graph.microsoft.com/}. */
  private static String withoutResource(String scope) {
    return lower(scope.substring(scope.lastIndexOf('/') + 1));
  }

  private static String lower(String scope) {
    return scope.toLowerCase(Locale.ROOT);
  }
}
