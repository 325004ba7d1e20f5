package dev.errand.connections;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.util.UUID;

/**
 * The one place where a sealed secret opens. Moved to another user, provider, purpose, connection
 * or version, it does not.
 *
 * @param connection the connection's id, or the flow's for what belongs to a flow
 */
record SealPlace(UserId user, Provider provider, Purpose purpose, UUID connection, long version) {

  /**
   * {@code v1|user|provider|purpose|connection|version}. A user id may hold a {@code |}, the four
   * parts after it cannot, so no two places have the same text.
   */
  byte[] associatedData() {
    return String.join(
            "|",
            "v1",
            user.value(),
            provider.wireName(),
            purpose.wireName(),
            connection.toString(),
            Long.toString(version))
        .getBytes(UTF_8);
  }
}
