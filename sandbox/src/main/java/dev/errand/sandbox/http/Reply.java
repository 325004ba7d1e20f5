package dev.errand.sandbox.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An answer, and what the ledger should know about it. Immutable. */
public final class Reply {

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final @Nullable Effect effect;
  private final @Nullable String person;
  private final @Nullable Path file;

  private Reply(
      int status,
      Map<String, String> headers,
      byte[] body,
      @Nullable Effect effect,
      @Nullable String person,
      @Nullable Path file) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.effect = effect;
    this.person = person;
    this.file = file;
  }

  public static Reply empty(int status) {
    return new Reply(status, Map.of(), new byte[0], null, null, null);
  }

  public static Reply json(int status, JsonNode body) {
    return bytes(status, "application/json; charset=utf-8", Json.bytes(body));
  }

  public static Reply html(int status, String body) {
    return bytes(status, "text/html; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  public static Reply text(int status, String body) {
    return bytes(status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  public static Reply bytes(int status, String contentType, byte[] body) {
    return new Reply(status, Map.of("content-type", contentType), body, null, null, null);
  }

  /** A file, which goes out without being read into memory. */
  public static Reply file(int status, String contentType, Path file) {
    return new Reply(status, Map.of("content-type", contentType), new byte[0], null, null, file);
  }

  public static Reply redirect(URI location) {
    return empty(302).withHeader("location", location.toString());
  }

  /** Sets a header; names in lower case. */
  public Reply withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, body, effect, person, file);
  }

  /** Tells the ledger what this call changed. */
  public Reply withEffect(Effect changed) {
    return new Reply(status, headers, body, changed, person, file);
  }

  /** Tells the ledger whose call this was, where no bearer token says so. */
  public Reply forPerson(String personId) {
    return new Reply(status, headers, body, effect, personId, file);
  }

  public int status() {
    return status;
  }

  public boolean succeeded() {
    return status < 400;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /** The bytes themselves, not a copy: do not change them. A file is read for it. */
  public byte[] body() {
    try {
      return file == null ? body : Files.readAllBytes(file);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** How many bytes the body has. */
  public long length() {
    try {
      return file == null ? body.length : Files.size(file);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Nullable Path file() {
    return file;
  }

  public @Nullable Effect effect() {
    return effect;
  }

  public @Nullable String person() {
    return person;
  }
}
