package dev.errand.runtime.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The same in PostgreSQL. */
class CommandFilesTest extends FileStoreContract {

  private static final FilesWorld WORLD = new FilesWorld();

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @Override
  FileStore store() {
    return WORLD.store;
  }

  @Override
  StoredFile uploaded(UserId user, String name, byte[] content) throws IOException {
    return ((Brought.Here)
            WORLD.files.bring(
                user, name, "application/pdf", content.length, new ByteArrayInputStream(content)))
        .file();
  }

  @Override
  void connected(UserId user) {
    WORLD.connect(user);
  }

  /** All that the contract does has been done by then, or is done here. */
  @Test
  void noStatementFindsAnythingForAnybodyElse() throws Exception {
    WORLD.connect(ann);
    StoredFile file = WORLD.upload(ann, bytes(5));
    Instant latest = Instant.now();
    assertThat(WORLD.files.claim(ann, send.effectId(), Set.of(file.id()), latest))
        .isEqualTo(Claim.GIVEN);
    assertThat(store().claim(send, file.id())).isPresent();
    assertThat(store().isAnothers(command(ann, "other"), file.id())).isTrue();
    assertThat(store().read(send, file, 0).readAllBytes()).hasSize(5);
    store().keepSecret(send, file, Secret.of("secret"));
    assertThat(store().secret(send, file)).isPresent();
    assertThat(store().keep(send, "found", null, 7, new ByteArrayInputStream(bytes(7))))
        .isInstanceOf(FileStore.Kept.Here.class);
    StoredFile found = store().kept(send).orElseThrow();
    assertThat(WORLD.files.of(ann)).hasSize(2);
    assertThat(WORLD.files.download(ann, found.id())).contains(found);
    WORLD.files.handedOver(ann, found.id());
    WORLD.change("update stored_file set expires_at = now() where id = '%s'".formatted(found.id()));
    assertThat(WORLD.files.tidy(100)).isEqualTo(1);
    assertThat(WORLD.files.count().files()).isPositive();
    WORLD.ended(send, "cancelled");
    assertThat(WORLD.files.free(100)).isEqualTo(1);
    store().discard(send, file);
    assertThat(WORLD.recorded.missing(ComingRows.class, StoredRows.class, EverybodysRows.class))
        .isEmpty();
    WORLD.recorded.assertShutOff(WORLD.api);
    WORLD.recorded.assertShutOff(WORLD.worker);
  }
}
