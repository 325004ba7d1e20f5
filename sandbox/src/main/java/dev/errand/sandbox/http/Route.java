package dev.errand.sandbox.http;

/**
 * Where a call goes.
 *
 * @param pattern as registered, such as {@code /notion/v1/pages/{id}}; for an unknown path the
 *     area's prefix with {@code /**}
 */
public record Route(Area area, String pattern, Handler handler) {}
