package dev.errand.runtime.vault;

import dev.errand.connections.OutOfReach;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether Vault's key is fit to wrap data keys: it never leaves Vault, each user's context gives
 * another key, and a misspelt name makes no new one. Asked until Vault has answered once.
 * Thread-safe.
 */
final class SafeKey {

  private static final List<String> KINDS =
      List.of("aes256-gcm96", "chacha20-poly1305", "xchacha20-poly1305");

  private final Transit transit;
  private volatile boolean safe;

  SafeKey(Transit transit) {
    this.transit = transit;
  }

  /**
   * @throws IllegalStateException with all that is wrong with it
   * @throws OutOfReach if it cannot be told
   */
  void require() {
    if (safe) {
      return;
    }
    List<String> wrong = new ArrayList<>();
    Map<String, String> key = transit.key();
    require(key, "derived", "true", wrong);
    require(key, "exportable", "false", wrong);
    require(key, "allow_plaintext_backup", "false", wrong);
    require(key, "deletion_allowed", "false", wrong);
    if (!KINDS.contains(key.getOrDefault("type", ""))) {
      wrong.add("type must be one of " + KINDS);
    }
    if ("true".equals(key.get("convergent_encryption"))) {
      wrong.add("convergent_encryption must be false");
    }
    require(transit.keysConfiguration(), "disable_upsert", "true", wrong);
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          "Vault's key is not fit to wrap data keys: " + String.join(", ", wrong));
    }
    safe = true;
  }

  private static void require(
      Map<String, String> found, String flag, String wanted, List<String> wrong) {
    if (!wanted.equals(found.get(flag))) {
      wrong.add(flag + " must be " + wanted);
    }
  }
}
