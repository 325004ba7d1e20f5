package dev.errand.apiingest.page;

import dev.errand.connections.Account;
import dev.errand.connections.Connection;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a person recognises an account at a provider. */
public final class AccountName {

  private AccountName() {}

  /** Name, address and workspace, as far as the provider says. */
  public static String of(Connection connection) {
    String told =
        Stream.of(Account.NAME, Account.MAIL, Account.WORKSPACE_NAME)
            .map(connection.facts()::get)
            .filter(Objects::nonNull)
            .distinct()
            .collect(Collectors.joining(", "));
    return told.isEmpty() ? "An account without a name" : told;
  }
}
