package dev.errand.runtime.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.errand.pipeline.OperationStopped;
import dev.errand.runtime.files.FileStore.Kept;
import dev.errand.schemas.Command;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Files that are not there any more: for whom, from when on, and what is left of them. */
class EndedFilesTest {

  private static final FilesWorld WORLD = new FilesWorld();
  private static final int MEGABYTE = 1 << 20;

  private final UserId ann = new UserId("ann-" + UUID.randomUUID());
  private final UserId ben = new UserId("ben-" + UUID.randomUUID());
  private final Command send = FileStoreContract.command(ann, "send");
  private final Command get = FileStoreContract.command(ann, "get");

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @BeforeEach
  void bothAreConnected() {
    WORLD.connect(ann);
    WORLD.connect(ben);
  }

  private static byte[] bytes(int count) {
    return FileStoreContract.bytes(count);
  }

  private static void tidy() {
    while (WORLD.files.tidy(100) > 0) {}
  }

  @Test
  void whatHasExpiredIsNotThereAnyMoreAndIsRemovedWithItsParts() throws IOException {
    StoredFile file = WORLD.upload(ann, bytes(9));
    StoredFile found = WORLD.found(send, bytes(9));
    StoredFile other = WORLD.upload(ben, bytes(9));
    WORLD.expire(file);
    WORLD.expire(found);
    assertThat(WORLD.store.claim(send, file.id())).isEmpty();
    assertThat(WORLD.store.kept(send)).isEmpty();
    assertThat(WORLD.files.download(ann, found.id())).isEmpty();
    assertThat(WORLD.files.of(ann)).isEmpty();
    tidy();
    assertThat(WORLD.parts(file) + WORLD.parts(found)).isZero();
    assertThat(WORLD.parts(other)).isEqualTo(1);
  }

  @Test
  void whatWasHandedOverHasTheTimeOfItsFirstTimeAndNothingElseHas() throws IOException {
    StoredFile file = WORLD.upload(ann, bytes(9));
    StoredFile found = WORLD.found(send, bytes(9));
    WORLD.files.handedOver(ben, found.id());
    WORLD.files.handedOver(ann, file.id());
    assertThat(WORLD.files.download(ann, found.id())).contains(found);
    assertThat(WORLD.files.of(ann).getFirst().file()).isEqualTo(file);

    WORLD.files.handedOver(ann, found.id());
    StoredFile first = WORLD.files.download(ann, found.id()).orElseThrow();
    assertThat(first.expiresAt())
        .isBefore(found.expiresAt().minus(FilesWorld.SETTINGS.kept()).plusSeconds(360));
    assertThat(WORLD.store.kept(send)).contains(first);
    WORLD.files.handedOver(ann, found.id());
    assertThat(WORLD.files.download(ann, found.id())).contains(first);

    WORLD.expire(found);
    WORLD.files.handedOver(ann, found.id());
    assertThat(WORLD.files.download(ann, found.id())).isEmpty();
  }

  @Test
  void whoFoundSomethingThatExpiredFindsItAgain() throws IOException {
    WORLD.expire(WORLD.found(send, bytes(9)));
    assertThat(WORLD.found(send, bytes(9)).size()).isEqualTo(9);
    assertThat(WORLD.files.of(ann)).hasSize(1);
  }

  @Test
  void aClaimLetsAnUploadLiveOn() throws IOException {
    StoredFile file = WORLD.upload(ann, bytes(9));
    WORLD.change(
        "update stored_file set expires_at = now() + interval '1 minute' where id = '%s'"
            .formatted(file.id()));
    assertThat(WORLD.store.claim(send, file.id()).orElseThrow().expiresAt())
        .isAfter(file.expiresAt().minusSeconds(600));
  }

  /** A file that was claimed, and one that was found, with what reads them. */
  private final class Both {

    private final StoredFile upload = WORLD.upload(ann, bytes(2 * MEGABYTE));
    private final StoredFile found = WORLD.found(get, bytes(2 * MEGABYTE));
    private final InputStream sending;
    private final InputStream fetching;

    Both() throws IOException {
      assertThat(WORLD.store.claim(send, upload.id())).isPresent();
      WORLD.store.keepSecret(send, upload, Secret.of("https://upload.example/1"));
      sending = WORLD.store.read(send, upload, 0);
      fetching = WORLD.files.read(ann, found);
      assertThat(sending.readNBytes(9)).hasSize(9);
      assertThat(fetching.readNBytes(9)).hasSize(9);
    }

    void assertGone() {
      assertThat(WORLD.store.claim(send, upload.id())).isEmpty();
      assertThat(WORLD.store.kept(get)).isEmpty();
      assertThat(WORLD.store.secret(send, upload)).isEmpty();
      assertThat(WORLD.files.of(ann)).isEmpty();
      assertThat(WORLD.files.download(ann, found.id())).isEmpty();
      assertThat(WORLD.files.remove(ann, upload.id())).isFalse();
      assertThatExceptionOfType(OperationStopped.class).isThrownBy(sending::readAllBytes);
      assertThatExceptionOfType(FileGone.class).isThrownBy(fetching::readAllBytes);
    }

    long parts() {
      return WORLD.parts(upload) + WORLD.parts(found);
    }
  }

  @Test
  void aDisconnectEndsThePersonsFilesAtOnceAndLeavesTheirBytesToWhoeverTidiesUp()
      throws IOException {
    Both both = new Both();
    StoredFile bens = WORLD.upload(ben, bytes(9));
    WORLD.disconnect(ann);
    both.assertGone();
    assertThat(both.parts()).as("parts that the disconnect did not wait for").isEqualTo(4);
    tidy();
    assertThat(both.parts() + WORLD.rows(ann)).isZero();
    assertThat(WORLD.parts(bens)).isEqualTo(1);
  }

  /** A version of ours before this one runs beside it for a while, and does not look. */
  @Test
  void whatHasEndedIsNotBroughtBackByWhoeverFinishesIt() throws IOException {
    Both both = new Both();
    WORLD.disconnect(ann);
    assertThat(
            WORLD.change(
                "update stored_file set whole = true, expires_at = now() + interval '1 day'"
                    + " where user_id = '%s'".formatted(ann)))
        .isEqualTo(2);
    both.assertGone();
  }

  @Test
  void whoseAccountEndsWhileTheirMailIsBeingSentIsNoFaultOfOurs() throws IOException {
    Both both = new Both();
    WORLD.destroyKey(ann);
    assertThatExceptionOfType(OperationStopped.class)
        .isThrownBy(() -> WORLD.store.read(send, both.upload, 0));
    assertThatExceptionOfType(OperationStopped.class)
        .isThrownBy(
            () -> WORLD.store.keepSecret(send, both.upload, Secret.of("https://upload.example/2")));
  }

  @Test
  void theEndOfAnAccountEndsThemTooAndNothingTellsWhoseTheyWere() throws IOException {
    Both both = new Both();
    StoredFile bens = WORLD.upload(ben, bytes(9));
    WORLD.destroyKey(ann);
    assertThat(WORLD.rows(ann)).isZero();
    assertThat(WORLD.count("file_part where user_id = '" + ann + "'")).isZero();
    assertThat(
            WORLD.count(
                "stored_file where user_id is null and (name <> '' or content_type <> '' or secret"
                    + " is not null or command_id is not null)"))
        .isZero();
    assertThat(both.parts()).as("parts that it did not wait for").isEqualTo(4);
    tidy();
    assertThat(both.parts()).isZero();
    assertThat(WORLD.parts(bens)).isEqualTo(1);
  }

  @Test
  void afterTheEndOfAnAccountNothingFindsItsFiles() throws IOException {
    Both both = new Both();
    WORLD.destroyKey(ann);
    both.assertGone();
  }

  @Test
  void whatIsBeingWrittenThenIsGone() throws IOException {
    assertThat(WORLD.bring(ann, 3 * MEGABYTE, endingMeanwhile(() -> WORLD.disconnect(ann))))
        .isEqualTo(new Brought.Gone());
    assertThat(WORLD.bring(ben, 3 * MEGABYTE, endingMeanwhile(() -> WORLD.destroyKey(ben))))
        .isEqualTo(new Brought.Gone());
    assertThat(WORLD.files.of(ann)).isEmpty();
    assertThat(WORLD.rows(ben)).isZero();
    assertThatExceptionOfType(OperationStopped.class).isThrownBy(() -> WORLD.found(send, bytes(9)));
  }

  private static InputStream endingMeanwhile(Runnable end) {
    return new Arriving(3 * MEGABYTE, 2 * MEGABYTE + 5, end::run);
  }

  /** Its bytes are all there, and it was not finished yet. */
  @Test
  void whatIsWrittenToItsLastByteThenIsGoneToo() throws IOException {
    assertThat(WORLD.bring(ann, 9, new Arriving(9, 9, () -> WORLD.disconnect(ann))))
        .isEqualTo(new Brought.Gone());
    assertThat(WORLD.files.of(ann)).isEmpty();
  }

  @Test
  void noFileIsBegunForWhomThereIsNoKey() {
    WORLD.destroyKey(ann);
    assertThatExceptionOfType(DataIntegrityViolationException.class)
        .isThrownBy(
            () ->
                WORLD.change(
                    """
                    insert into stored_file (id, user_id, purpose, name, content_type, size,
                      expires_at)
                    values (gen_random_uuid(), '%s', 'upload', 'x', 'x', 1, now())
                    """
                        .formatted(ann)));
  }

  @Test
  void aPartIsItsFilesUsers() throws IOException {
    StoredFile file = WORLD.upload(ann, bytes(9));
    assertThatExceptionOfType(DataIntegrityViolationException.class)
        .isThrownBy(
            () ->
                WORLD.change(
                    "update file_part set user_id = '%s' where file_id = '%s'"
                        .formatted(ben, file.id())));
  }

  /** Whoever begins a download waits for the disconnect, and holds nothing that it waits for. */
  @Test
  void whoBeginsADownloadWhileItsMailboxIsDisconnectedDoesNotKeepItFromThat() throws Exception {
    WORLD.change( // what a run before left
        """
        insert into stored_file (id, user_id, purpose, command_id, name, content_type, size,
          expires_at)
        values (gen_random_uuid(), '%s', 'download', 'send', 'x', 'x', 0, now() + interval '1 h')
        """
            .formatted(ann));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var page = WORLD.api.getConnection()) {
      page.setAutoCommit(false);
      JdbcClient sql = JdbcClient.create(new SingleConnectionDataSource(page, true));
      sql.sql("set local lock_timeout = '300ms'").update(); // a deadlock is looked for after 1 s
      var _ =
          sql.sql("select set_config('errand.user', :ann, true)")
              .param("ann", ann.value())
              .query(String.class)
              .single();
      var _ = sql.sql("select id from connection for update").query(UUID.class).single();
      Future<Kept> keeping =
          threads.submit(() -> WORLD.keep(send, 9, new ByteArrayInputStream(bytes(9))));
      await().until(() -> WORLD.count("pg_locks where not granted") > 0);
      int changed =
          sql.sql("update connection set state = 'disconnected', access_token = null").update();
      assertThat(changed).isEqualTo(1);
      page.commit();
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(keeping::get)
          .withCauseInstanceOf(OperationStopped.class);
    }
    assertThat(WORLD.files.of(ann)).isEmpty();
  }

  /** The row goes in the moment after its last part is written: as that part is. */
  @Test
  void whatIsRemovedWhenAllOfItIsThereIsGoneAndNotWithoutRoom() throws IOException {
    WORLD.change(
        """
        create function gone() returns trigger language plpgsql security definer as $$
        begin
          delete from stored_file where id = new.file_id;
          return null;
        end $$
        """);
    WORLD.change(
        "create trigger zz_gone after insert on file_part for each row execute function gone()");
    try {
      assertThat(WORLD.bring(ann, 9)).isEqualTo(new Brought.Gone());
    } finally {
      WORLD.change("drop trigger zz_gone on file_part");
      WORLD.change("drop function gone()");
    }
    assertThat(WORLD.rows(ann)).isZero();
  }

  @Test
  void whatIsReadWhileItIsRemovedIsTriedAgain() throws IOException {
    StoredFile file = WORLD.upload(ann, bytes(2 * MEGABYTE));
    assertThat(WORLD.store.claim(send, file.id())).isPresent();
    InputStream reading = WORLD.store.read(send, file, 0);
    assertThat(reading.readNBytes(9)).hasSize(9);
    WORLD.files.remove(ann, file.id());
    assertThatExceptionOfType(OperationStopped.class).isThrownBy(reading::readAllBytes);
  }
}
