package dev.errand.runtime.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.errand.connections.SealBroken;
import dev.errand.pipeline.OperationStopped;
import dev.errand.runtime.files.FileStore.Kept;
import dev.errand.schemas.Command;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in PostgreSQL: whose they are, how many, how long, and what a thief of the tables has. */
class StoredFilesTest {

  private static final FilesWorld WORLD = new FilesWorld();
  private static final int MEGABYTE = 1 << 20;

  private final UserId ann = new UserId("ann-" + UUID.randomUUID());
  private final UserId ben = new UserId("ben-" + UUID.randomUUID());
  private final Command send = FileStoreContract.command(ann, "send");

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

  private static Brought bring(UserId user, long size, InputStream content) throws IOException {
    return WORLD.files.bring(user, "plan.pdf", "application/pdf", size, content);
  }

  private static Brought bring(UserId user, int size) throws IOException {
    return bring(user, size, new ByteArrayInputStream(bytes(size)));
  }

  private long parts(StoredFile file) {
    return WORLD.count("file_part where file_id = '" + file.id() + "'");
  }

  private long rows(UserId user) {
    return WORLD.count("stored_file where user_id = '" + user + "'");
  }

  @Test
  void theTablesHoldNothingThatCouldBeRead() throws IOException {
    StoredFile file =
        WORLD.upload(ann, "plan.pdf", "the secret plan ".repeat(70_000).getBytes(UTF_8));
    assertThat(store().claim(send, file.id())).isPresent();
    store().keepSecret(send, file, Secret.of("https://upload.example/secret"));
    assertThat(parts(file)).isEqualTo(2);
    List<byte[]> kept =
        WORLD
            .database
            .sql()
            .sql(
                "select sealed from file_part union all select secret from stored_file where secret"
                    + " is not null")
            .query(byte[].class)
            .list();
    assertThat(kept)
        .allSatisfy(
            bytes ->
                assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                    .doesNotContain("secret"));
  }

  private static FileStore store() {
    return WORLD.store;
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "update file_part set number = 1 - number where file_id = ':file' and number < 2",
        "update file_part set sealed = (select sealed from file_part where file_id = ':file' and"
            + " number = 1) where file_id = ':file' and number = 0",
        "update stored_file set size = size - 1048576 where id = ':file'",
        "update stored_file set size = 1048576 where id = ':file'",
        "update stored_file set size = size - 1 where id = ':file'",
        "update stored_file set size = size + 1 where id = ':file'",
        "update file_part set sealed = (select sealed from file_part where file_id = ':other' and"
            + " number = 0) where file_id = ':file' and number = 0",
        "update file_part set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) where file_id"
            + " = ':file' and number = 2",
      })
  void aFileWhosePartsWereMovedCutOrChangedDoesNotOpen(String change) throws IOException {
    StoredFile file = WORLD.upload(ann, "plan.pdf", bytes(2 * MEGABYTE + 9));
    StoredFile other = WORLD.upload(ann, "other.pdf", bytes(MEGABYTE + 9));
    WORLD.change("alter table file_part drop constraint if exists file_part_pkey");
    WORLD.change(change.replace(":file", file.id() + "").replace(":other", other.id() + ""));
    WORLD.change("alter table file_part add primary key (file_id, number)");
    StoredFile now = store().claim(send, file.id()).orElseThrow();
    assertThatExceptionOfType(SealBroken.class)
        .isThrownBy(() -> store().read(send, now, 0).readAllBytes());
  }

  @Test
  void aFileThatIsMovedToSomebodyElseDoesNotOpen() throws IOException {
    StoredFile file = WORLD.upload(ann, "plan.pdf", bytes(9));
    WORLD.upload(ben, "mine.pdf", bytes(9));
    for (String table : List.of("stored_file", "file_part")) {
      WORLD.change("update %s set user_id = '%s' where user_id = '%s'".formatted(table, ben, ann));
    }
    Command bens = FileStoreContract.command(ben, "send");
    StoredFile moved = store().claim(bens, file.id()).orElseThrow();
    assertThatExceptionOfType(SealBroken.class)
        .isThrownBy(() -> store().read(bens, moved, 0).readAllBytes());
  }

  @Test
  void whatSomebodyElseHasIsNotThereToBeFetchedOrRemoved() throws IOException {
    StoredFile found = found(bytes(9));
    assertThat(WORLD.files.download(ben, found.id())).isEmpty();
    assertThat(WORLD.files.remove(ben, found.id())).isFalse();
    assertThat(WORLD.files.of(ben)).isEmpty();
    assertThat(WORLD.files.read(ann, found).readAllBytes()).isEqualTo(bytes(9));
  }

  private StoredFile found(byte[] content) throws IOException {
    return ((Kept.Here) store().keep(send, "found.pdf", null, new ByteArrayInputStream(content)))
        .file();
  }

  @Test
  void anUploadIsNoDownload() throws IOException {
    StoredFile file = WORLD.upload(ann, "plan.pdf", bytes(9));
    assertThat(WORLD.files.download(ann, file.id())).isEmpty();
    assertThat(store().claim(send, found(bytes(3)).id())).isEmpty();
  }

  @Test
  void onlySoManyFilesAndBytesAreKeptOfOneUserAndNobodyElseFeelsIt() throws IOException {
    for (int i = 0; i < 4; i++) {
      assertThat(bring(ann, 1)).isInstanceOf(Brought.Here.class);
    }
    assertThat(bring(ann, 1)).isEqualTo(new Brought.NoRoom());
    assertThat(store().keep(send, "found", null, new ByteArrayInputStream(bytes(1))))
        .isEqualTo(new Kept.NoRoom());
    assertThat(bring(ben, 5 * MEGABYTE)).isInstanceOf(Brought.Here.class);
    assertThat(bring(ben, 5 * MEGABYTE)).isInstanceOf(Brought.Here.class);
    assertThat(bring(ben, 2 * MEGABYTE + 1)).isEqualTo(new Brought.NoRoom());
    assertThat(bring(ben, 2 * MEGABYTE)).isInstanceOf(Brought.Here.class);
  }

  @Test
  void whatIsFoundHasToFitInToo() throws IOException {
    bring(ann, 5 * MEGABYTE);
    bring(ann, 5 * MEGABYTE);
    assertThat(store().keep(send, "found", null, new ByteArrayInputStream(bytes(3 * MEGABYTE))))
        .isEqualTo(new Kept.NoRoom());
    assertThat(rows(ann)).isEqualTo(2);
    assertThat(found(bytes(2 * MEGABYTE)).size()).isEqualTo(2 * MEGABYTE);
  }

  /** Each has to be there before any is read to its end. */
  @Test
  void ofManyThatComeAtOnceNoMoreAreTakenThanThereIsRoomFor() throws Exception {
    CountDownLatch begun = new CountDownLatch(9);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Brought>> all =
          IntStream.range(0, 9)
              .mapToObj(
                  _ ->
                      threads.submit(
                          () -> {
                            begun.countDown();
                            begun.await();
                            return bring(ann, 9);
                          }))
              .toList();
      long taken = 0;
      for (Future<Brought> each : all) {
        taken += each.get() instanceof Brought.Here ? 1 : 0;
      }
      assertThat(taken).isEqualTo(4);
    }
    assertThat(rows(ann)).isEqualTo(4);
  }

  @Test
  void ofAnUploadThatBreaksOffNothingStays() throws IOException {
    assertThatIOException()
        .isThrownBy(() -> bring(ann, 5 * MEGABYTE, Arriving.untilItBreaks(3 * MEGABYTE)));
    assertThat(rows(ann)).isZero();
  }

  @Test
  void anUploadOfAnotherLengthThanAnnouncedIsNotTaken() throws IOException {
    for (int announced : new int[] {8, 10}) {
      assertThat(bring(ann, announced, new ByteArrayInputStream(bytes(9))))
          .isEqualTo(new Brought.OtherLength());
    }
    assertThat(rows(ann)).isZero();
  }

  @Test
  void aFileIsNotThereBeforeItIsWhole() throws IOException {
    InputStream looks =
        new Arriving(
            2 * MEGABYTE,
            2 * MEGABYTE,
            () -> {
              assertThat(rows(ann)).isEqualTo(1);
              assertThat(WORLD.files.of(ann)).isEmpty();
            });
    assertThat(bring(ann, 2 * MEGABYTE, looks)).isInstanceOf(Brought.Here.class);
    assertThat(WORLD.files.of(ann)).hasSize(1);
  }

  private static void expire(StoredFile file) {
    WORLD.change(
        "update stored_file set expires_at = now() - interval '1 second' where id = '%s'"
            .formatted(file.id()));
  }

  @Test
  void whatHasExpiredIsNotThereAnyMoreAndIsRemovedWithItsParts() throws IOException {
    StoredFile file = WORLD.upload(ann, "plan.pdf", bytes(9));
    StoredFile found = found(bytes(9));
    StoredFile other = WORLD.upload(ben, "plan.pdf", bytes(9));
    expire(file);
    expire(found);
    assertThat(store().claim(send, file.id())).isEmpty();
    assertThat(store().kept(send)).isEmpty();
    assertThat(WORLD.files.download(ann, found.id())).isEmpty();
    assertThat(WORLD.files.of(ann)).isEmpty();
    assertThat(WORLD.files.tidy(1)).isEqualTo(1);
    assertThat(WORLD.files.tidy(100)).isEqualTo(1);
    assertThat(parts(file) + parts(found)).isZero();
    assertThat(parts(other)).isEqualTo(1);
  }

  @Test
  void whoFoundSomethingThatExpiredFindsItAgain() throws IOException {
    expire(found(bytes(9)));
    assertThat(found(bytes(9)).size()).isEqualTo(9);
    assertThat(rows(ann)).isEqualTo(1);
  }

  @Test
  void aClaimLetsAnUploadLiveOn() throws IOException {
    StoredFile file = WORLD.upload(ann, "plan.pdf", bytes(9));
    WORLD.change(
        "update stored_file set expires_at = now() + interval '1 minute' where id = '%s'"
            .formatted(file.id()));
    assertThat(store().claim(send, file.id()).orElseThrow().expiresAt())
        .isAfter(file.expiresAt().minusSeconds(600));
  }

  @Test
  void aDisconnectTakesThePersonsFilesAlongAlsoOneThatIsBeingWritten() throws IOException {
    WORLD.upload(ann, "plan.pdf", bytes(9));
    StoredFile bens = WORLD.upload(ben, "plan.pdf", bytes(9));
    assertThat(bring(ann, 3 * MEGABYTE, endingMeanwhile(this::disconnect)))
        .isEqualTo(new Brought.Gone());
    assertThat(rows(ann)).isZero();
    assertThat(parts(bens)).isEqualTo(1);
    assertThatExceptionOfType(OperationStopped.class).isThrownBy(() -> found(bytes(9)));
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
      assertThat(bring(ann, 9)).isEqualTo(new Brought.Gone());
    } finally {
      WORLD.change("drop trigger zz_gone on file_part");
      WORLD.change("drop function gone()");
    }
    assertThat(rows(ann)).isZero();
  }

  private void disconnect() {
    WORLD.change(
        "update connection set state = 'disconnected', access_token = null where user_id = '%s'"
            .formatted(ann));
  }

  @Test
  void soDoesTheEndOfTheAccount() throws IOException {
    WORLD.upload(ann, "plan.pdf", bytes(9));
    assertThat(
            bring(
                ann,
                3 * MEGABYTE,
                endingMeanwhile(
                    () ->
                        WORLD.change("delete from data_key where user_id = '%s'".formatted(ann)))))
        .isEqualTo(new Brought.Gone());
    assertThat(rows(ann)).isZero();
    assertThat(rows(ben)).isZero();
  }

  private static InputStream endingMeanwhile(Runnable end) {
    return new Arriving(3 * MEGABYTE, 2 * MEGABYTE + 5, end::run);
  }

  @Test
  void whatIsReadWhileItIsRemovedIsTriedAgain() throws IOException {
    StoredFile file = WORLD.upload(ann, "plan.pdf", bytes(2 * MEGABYTE));
    assertThat(store().claim(send, file.id())).isPresent();
    InputStream reading = store().read(send, file, 0);
    assertThat(reading.readNBytes(9)).hasSize(9);
    WORLD.files.remove(ann, file.id());
    assertThatExceptionOfType(OperationStopped.class).isThrownBy(reading::readAllBytes);
  }
}
