package dev.errand.e2e;

import dev.errand.e2e.oracle.LedgerCall;
import dev.errand.local.drive.SandboxDriver;
import java.util.List;
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
}
