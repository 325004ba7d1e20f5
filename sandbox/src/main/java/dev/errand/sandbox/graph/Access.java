package dev.errand.sandbox.graph;

import java.util.Set;

/**
 * Which permissions open what; one of each set is enough. From <a
 * href="https://learn.microsoft.com/graph/permissions-reference">permissions-reference</a>.
 */
final class Access {

  static final Set<String> PROFILE = Set.of("User.Read", "User.ReadWrite", "User.ReadBasic.All");
  static final Set<String> READ = Set.of("Mail.ReadBasic", "Mail.Read", "Mail.ReadWrite");
  static final Set<String> READ_CONTENT = Set.of("Mail.Read", "Mail.ReadWrite");
  static final Set<String> WRITE = Set.of("Mail.ReadWrite");
  static final Set<String> SEND = Set.of("Mail.Send");
  static final Set<String> SETTINGS = Set.of("MailboxSettings.Read", "MailboxSettings.ReadWrite");

  static final Set<String> IDS =
      Set.of("User.Read", "User.ReadWrite", "Mail.ReadBasic", "Mail.Read", "Mail.ReadWrite");

  private Access() {}
}
