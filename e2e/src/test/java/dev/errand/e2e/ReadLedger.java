package dev.errand.e2e;

import dev.errand.e2e.oracle.LedgerCall;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The calls in the sandbox's ledger, as far as they matter here. */
public final class ReadLedger {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private ReadLedger() {}

  /** All after that one, in the order of their arrival. */
  public static List<LedgerCall> since(SandboxDriver sandbox, long sequence) {
    return sandbox.ledgerSince(sequence).stream()
        .map(call -> JSON.treeToValue(call, LedgerCall.class))
        .toList();
  }

  /** Those of them that were made with a token of one of these people. */
  public static List<LedgerCall> since(
      SandboxDriver sandbox, long sequence, Collection<UserId> users) {
    Set<String> names = users.stream().map(UserId::value).collect(Collectors.toSet());
    return since(sandbox, sequence).stream()
        .filter(call -> call.person() != null && names.contains(call.person()))
        .toList();
  }
}
