package dev.errand.e2e.refresh;

import dev.errand.e2e.ReadLedger;
import dev.errand.e2e.oracle.LedgerCall;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.util.List;
import java.util.function.Predicate;

/** What reached the token endpoints, as the sandbox's ledger has it. */
record TokenCalls(List<LedgerCall> calls) {

  TokenCalls {
    calls = List.copyOf(calls);
  }

  /** Those after that one. */
  static TokenCalls since(SandboxDriver sandbox, long sequence) {
    return new TokenCalls(
        ReadLedger.since(sandbox, sequence).stream()
            .filter(call -> call.area().equals("oauth") && call.method().equals("POST"))
            .toList());
  }

  /** Where refresh tokens are traded. */
  static String route(Provider provider) {
    return switch (provider) {
      case NOTION -> "/notion/v1/oauth/token";
      case MICROSOFT -> "/login/{tenant}/oauth2/v2.0/token";
    };
  }

  TokenCalls of(UserId user, Provider provider) {
    return that(call -> user.value().equals(call.person())).at(provider);
  }

  TokenCalls at(Provider provider) {
    return that(call -> call.route().equals(route(provider)));
  }

  /** How often new tokens were given, whoever heard of it. */
  long granted() {
    return that(call -> "grant".equals(call.effectKind())).count();
  }

  /** How often a token was not accepted: at Notion, one that had been used up. */
  long refused() {
    return that(call -> call.status() == 400).count();
  }

  /** Those that were swallowed by a fault. */
  long swallowed() {
    return that(call -> call.fault() != null).count();
  }

  /** How often this user's permission was taken back by us. */
  long revoked(UserId user) {
    return that(call ->
            user.value().equals(call.person()) && "grant.revoked".equals(call.effectKind()))
        .count();
  }

  long count() {
    return calls.size();
  }

  private TokenCalls that(Predicate<LedgerCall> wanted) {
    return new TokenCalls(calls.stream().filter(wanted).toList());
  }
}
