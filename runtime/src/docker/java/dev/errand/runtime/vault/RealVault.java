package dev.errand.runtime.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;
import org.testcontainers.vault.VaultContainer;

/**
 * A real Vault in Docker, set up by the script that operators run; one for all tests. Its key is
 * new with each start of it. Where Docker is not there, the tests fail: who asks for them with
 * {@code -Pdocker} is not told that they passed.
 */
final class RealVault {

  private static final String IMAGE =
      System.getProperty("errand.vault.image", "hashicorp/vault:1.20");
  private static final String ROOT = "root-of-a-test";
  private static final String SCRIPTS = "/errand-vault";
  private static final RealVault SHARED = new RealVault();

  private final VaultContainer<?> container =
      new VaultContainer<>(
              DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("hashicorp/vault"))
          .withVaultToken(ROOT)
          .withCopyFileToContainer(MountableFile.forHostPath(Path.of("../infra/vault")), SCRIPTS);

  private RealVault() {
    container.start();
    var _ = run("VAULT_TOKEN=%s sh %s/setup.sh".formatted(ROOT, SCRIPTS));
  }

  static RealVault shared() {
    return SHARED;
  }

  URI address() {
    return URI.create(container.getHttpHostAddress());
  }

  /**
   * A new AppRole of that name.
   *
   * @param policies as {@code errand-api}, with commas between them
   */
  PolicyMatrixContract.Login login(String role, String policies) {
    String path = "auth/approle/role/" + role;
    var _ = vault("write " + path + " token_policies=" + policies + " token_ttl=20m");
    return new PolicyMatrixContract.Login(
        vault("read -field=role_id " + path + "/role-id"),
        vault("write -f -field=secret_id " + path + "/secret-id"));
  }

  /** How an app with those policies reaches it. */
  VaultSettings settings(String role, String policies, Path directory) {
    PolicyMatrixContract.Login login = login(role, policies);
    try {
      Path file = Files.writeString(directory.resolve(role), login.secretId());
      return new VaultSettings(
          address(), null, "transit", "errand-data-keys", login.roleId(), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String vault(String command) {
    return run("VAULT_TOKEN=%s vault %s".formatted(ROOT, command));
  }

  private String run(String command) {
    try {
      ExecResult result =
          container.execInContainer(
              "sh", "-c", "export VAULT_ADDR=http://127.0.0.1:8200; " + command);
      if (result.getExitCode() != 0) {
        throw new IllegalStateException(result.getStderr());
      }
      return result.getStdout().strip();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }
}
