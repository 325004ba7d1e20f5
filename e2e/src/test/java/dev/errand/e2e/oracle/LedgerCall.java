package dev.errand.e2e.oracle;

import org.jspecify.annotations.Nullable;

/** One call in the ledger of the sandbox, as {@code GET /admin/ledger} tells it. */
public record LedgerCall(
    long sequence,
    long arrivedNanos,
    long committedNanos,
    long finishedNanos,
    @Nullable String person,
    String area,
    String method,
    String route,
    String path,
    int inFlight,
    int status,
    @Nullable String fault,
    @Nullable String effectKind,
    @Nullable String effectId,
    @Nullable String errandCommand) {}
