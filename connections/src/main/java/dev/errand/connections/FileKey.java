package dev.errand.connections;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.schemas.Secret;
import java.util.UUID;

/**
 * Seals one user's files in parts, and the secrets beside them, with the user's data key. Needs no
 * network. Safe for use by many threads.
 *
 * <p>A part opens in its place only: of this user, of that file, with that number, and as the last
 * one or not. So no part can be put in another's place, nor the end of a file be cut off, by
 * whoever can write into the tables.
 */
public final class FileKey {

  private final DataKey key;

  FileKey(DataKey key) {
    this.key = key;
  }

  /**
   * One place of a sealed file.
   *
   * @param number of the part, from 0
   * @param last whether the file ends with it
   */
  public record Place(UUID file, int number, boolean last) {

    /** No token's place begins like this, and behind the user there is no more {@code |}. */
    byte[] associatedData(String user) {
      return "file-v1|%s|%s|%d|%s"
          .formatted(user, file, number, last ? "last" : "more")
          .getBytes(UTF_8);
    }
  }

  public byte[] seal(Place place, byte[] content) {
    return key.seal(content, place.associatedData(key.user().value()));
  }

  /**
   * Opens what was sealed for that place.
   *
   * @throws SealBroken if it was not
   */
  public byte[] open(Place place, byte[] sealed) {
    return key.open(sealed, place.associatedData(key.user().value()), "part of a file");
  }

  public Sealed sealSecret(UUID file, Secret secret) {
    return Sealed.of(key.seal(secret.reveal().getBytes(UTF_8), besideFile(file)));
  }

  /**
   * Opens the secret that was sealed for that file.
   *
   * @throws SealBroken if it was not
   */
  public Secret openSecret(UUID file, Sealed sealed) {
    return Secret.of(
        new String(key.open(sealed.bytes(), besideFile(file), "secret of a file"), UTF_8));
  }

  private byte[] besideFile(UUID file) {
    return "file-v1|%s|%s|secret".formatted(key.user().value(), file).getBytes(UTF_8);
  }

  @Override
  public String toString() {
    return "FileKey[redacted]";
  }
}
