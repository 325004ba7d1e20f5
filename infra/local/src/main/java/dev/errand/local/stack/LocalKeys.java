package dev.errand.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * The key pair that stands for an identity provider on the local stack: the API knows the public
 * half, {@code ./errand token} signs with the private half, which only its owner can read.
 */
final class LocalKeys {

  private final Path privateFile;
  private final Path publicFile;

  LocalKeys(Path data) {
    Path directory = data.resolve("keys");
    this.privateFile = directory.resolve("tokens-private.pem");
    this.publicFile = directory.resolve("tokens-public.pem");
  }

  /** Makes the pair if there is none. */
  LocalKeys ensure() {
    if (Files.exists(privateFile) && Files.exists(publicFile)) {
      return this;
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      Files.createDirectories(privateFile.getParent());
      Files.deleteIfExists(privateFile);
      Files.createFile(
          privateFile,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(privateFile, pem("PRIVATE KEY", pair.getPrivate()));
      Files.writeString(publicFile, pem("PUBLIC KEY", pair.getPublic()));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  Path publicFile() {
    return publicFile;
  }

  PrivateKey privateKey() {
    try {
      String body = Files.readString(privateFile).replaceAll("-----[A-Z ]+-----|\\s", "");
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    } catch (IOException e) {
      throw new StackProblem("There is no key to sign with yet: run ./errand up first");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String kind, Key key) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, body);
  }
}
