package dev.errand.sandbox.ledger;

import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.http.Effect;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One provider or OAuth call. Never holds a token, a header or a body.
 *
 * @param sequence from 1, in the order of arrival, without gaps
 * @param arrivedNanos on the world's monotonic clock
 * @param finishedNanos when the answer was handed to the network; 0 while the call runs
 * @param person owner of the token, also of an expired or revoked one
 * @param app client id of the token
 * @param workspace what the token opens: a Notion workspace or a mail tenant
 * @param authorization {@code none}, {@code bearer}, {@code basic} or {@code other}
 * @param inFlight calls of this person in this area at arrival, with this one
 * @param bodySha256 64 hex digits
 * @param bodyBytes length of the body that came in
 * @param responseBytes length of the body that was answered; 0 if nothing was
 * @param status what was answered; 0 if nothing was (cut, ignored, or still running)
 * @param fault name of the fault that was applied
 * @param committedNanos when the effect was complete; 0 if there was none
 * @param abandonedNanos when the caller's connection ended while the call ran; 0 if it did not
 */
public record Call(
    long sequence,
    Instant arrivedAt,
    long arrivedNanos,
    long finishedNanos,
    @Nullable String person,
    @Nullable String app,
    @Nullable String workspace,
    Area area,
    String authorization,
    String method,
    String route,
    String path,
    String bodySha256,
    int bodyBytes,
    long responseBytes,
    int inFlight,
    int status,
    @Nullable String fault,
    @Nullable Effect effect,
    long committedNanos,
    long abandonedNanos) {

  public boolean finished() {
    return finishedNanos != 0;
  }
}
