package dev.errand.sandbox.http;

/**
 * Answers one call. Runs on the event loop: it must not block, and its effect must be complete when
 * it returns. An exception is a bug of the sandbox.
 */
@FunctionalInterface
public interface Handler {
  Reply handle(Request request);
}
