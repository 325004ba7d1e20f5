package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.Folder;
import dev.errand.sandbox.graph.mailbox.Following;
import dev.errand.sandbox.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * How far a follower of a folder is, and what it asked at first. Opaque to clients.
 *
 * @param folder of one mailbox alone, so that somebody else's token is none
 * @param parameters of the first request
 */
record DeltaToken(
    String folder,
    int generation,
    long version,
    long told,
    Following.@Nullable Cursor cursor,
    Map<String, String> parameters) {

  DeltaToken {
    parameters = Map.copyOf(parameters);
  }

  static DeltaToken first(Call call, Folder folder, Following following) {
    Following.Position beginning = following.beginning();
    Map<String, String> asked = new LinkedHashMap<>(call.parameters());
    asked.keySet().removeAll(Set.of("$deltatoken", "$skiptoken"));
    return new DeltaToken(
        folder.id(),
        following.generation(),
        beginning.version(),
        beginning.told(),
        beginning.cursor(),
        asked);
  }

  /** What the request carries; empty at the first. */
  static Optional<DeltaToken> read(Call call, Folder folder) {
    Map<String, String> parameters = call.parameters();
    String written =
        parameters.getOrDefault("$deltatoken", parameters.getOrDefault("$skiptoken", ""));
    if (written.isEmpty()) {
      return Optional.empty();
    }
    DeltaToken token;
    try {
      token = Json.read(Base64.getUrlDecoder().decode(written), DeltaToken.class);
    } catch (JacksonException | IllegalArgumentException notOurs) {
      throw DeltaEndpoint.malformed();
    }
    if (!token.folder().equals(folder.id())) {
      throw DeltaEndpoint.malformed();
    }
    return Optional.of(token);
  }

  Following.Position position() {
    return new Following.Position(version, told, cursor);
  }

  DeltaToken at(Following.Position other) {
    return new DeltaToken(
        folder, generation, other.version(), other.told(), other.cursor(), parameters);
  }

  String written() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Json.of(this).toString().getBytes(StandardCharsets.UTF_8));
  }
}
