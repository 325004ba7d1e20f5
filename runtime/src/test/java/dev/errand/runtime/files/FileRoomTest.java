package dev.errand.runtime.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.errand.connections.OutOfReach;
import dev.errand.runtime.files.FileStore.Kept;
import dev.errand.schemas.Command;
import dev.errand.schemas.UserId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How much of one user's is kept, and of all users', and what is asked for before there is room.
 */
class FileRoomTest {

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
    WORLD.files.count();
  }

  private static byte[] bytes(int count) {
    return FileStoreContract.bytes(count);
  }

  private static InputStream unread() {
    return Arriving.untilItBreaks(0);
  }

  @Test
  void onlySoManyFilesAndBytesAreKeptOfOneUserAndNobodyElseFeelsIt() throws IOException {
    for (int i = 0; i < 4; i++) {
      assertThat(WORLD.bring(ann, 1)).isInstanceOf(Brought.Here.class);
    }
    assertThat(WORLD.bring(ann, 1)).isEqualTo(new Brought.NoRoom());
    assertThat(WORLD.keep(send, 1, new ByteArrayInputStream(bytes(1))))
        .isEqualTo(new Kept.NoRoom());
    assertThat(WORLD.bring(ben, 5 * MEGABYTE)).isInstanceOf(Brought.Here.class);
    assertThat(WORLD.bring(ben, 5 * MEGABYTE)).isInstanceOf(Brought.Here.class);
    assertThat(WORLD.bring(ben, 2 * MEGABYTE + 1)).isEqualTo(new Brought.NoRoom());
    assertThat(WORLD.bring(ben, 2 * MEGABYTE)).isInstanceOf(Brought.Here.class);
  }

  @Test
  void whatIsFoundHasToFitInToo() throws IOException {
    WORLD.bring(ann, 5 * MEGABYTE);
    WORLD.bring(ann, 5 * MEGABYTE);
    assertThat(WORLD.keep(send, 0, new ByteArrayInputStream(bytes(3 * MEGABYTE))))
        .isEqualTo(new Kept.NoRoom());
    assertThat(WORLD.rows(ann)).isEqualTo(2);
    assertThat(WORLD.found(send, bytes(2 * MEGABYTE)).size()).isEqualTo(2 * MEGABYTE);
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
                            return WORLD.bring(ann, 9);
                          }))
              .toList();
      long taken = 0;
      for (Future<Brought> each : all) {
        taken += each.get() instanceof Brought.Here ? 1 : 0;
      }
      assertThat(taken).isEqualTo(4);
    }
    assertThat(WORLD.rows(ann)).isEqualTo(4);
  }

  /** What each will have is not known, but what it is said to have. */
  @Test
  void ofManyThatAreFoundAtOnceNoneIsReadForWhichThereWillBeNoRoom() throws IOException {
    Command second = FileStoreContract.command(ann, "second");
    Command third = FileStoreContract.command(ann, "third");
    InputStream first =
        new Arriving(
            5 * MEGABYTE,
            MEGABYTE,
            () -> {
              InputStream next =
                  new Arriving(
                      5 * MEGABYTE,
                      MEGABYTE,
                      () ->
                          assertThat(WORLD.keep(third, 5 * MEGABYTE, unread()))
                              .isEqualTo(new Kept.NoRoom()));
              assertThat(WORLD.keep(second, 5 * MEGABYTE, next)).isInstanceOf(Kept.Here.class);
            });
    assertThat(WORLD.keep(send, 5 * MEGABYTE, first)).isInstanceOf(Kept.Here.class);
    assertThat(WORLD.rows(ann)).isEqualTo(2);
  }

  @Test
  void whatIsSaidOfItsSizeNeedNotBeTrue() throws IOException {
    assertThat(WORLD.keep(send, 9, new ByteArrayInputStream(bytes(5_000))))
        .isInstanceOfSatisfying(
            Kept.Here.class, kept -> assertThat(kept.file().size()).isEqualTo(5_000));
    Command other = FileStoreContract.command(ann, "other");
    assertThat(WORLD.keep(other, Long.MAX_VALUE, new ByteArrayInputStream(bytes(9))))
        .isInstanceOfSatisfying(
            Kept.Here.class, kept -> assertThat(kept.file().size()).isEqualTo(9));
  }

  private static void thereAre(long bytes) {
    assertThat(WORLD.change("update file_total set bytes = " + bytes)).isEqualTo(1);
  }

  @Test
  void ofAllUsersTogetherNoMoreIsKeptThanThereMayBe() throws IOException {
    thereAre(FilesWorld.SETTINGS.mostOfAll().toBytes() - 9);
    assertThat(WORLD.bring(ben, 10, unread())).isEqualTo(new Brought.Full());
    assertThat(WORLD.keep(send, 10, unread())).isEqualTo(new Kept.Full());
    assertThat(WORLD.rows(ann) + WORLD.rows(ben)).isZero();
    assertThat(WORLD.bring(ben, 9)).isInstanceOf(Brought.Here.class);
    thereAre(FilesWorld.SETTINGS.mostOfAll().toBytes() - 10);
    assertThat(WORLD.keep(send, 10, new ByteArrayInputStream(bytes(10))))
        .isInstanceOf(Kept.Here.class);
  }

  @Test
  void whatIsCountedIsAllThatLiesThereHalfMadeAndEndedFilesToo() throws IOException {
    FileTotal before = WORLD.files.count();
    WORLD.bring(ann, 1_000);
    WORLD.bring(ben, 1_000);
    WORLD.disconnect(ben);
    InputStream counts =
        new Arriving(
            5_000,
            100,
            () ->
                assertThat(WORLD.files.count())
                    .isEqualTo(new FileTotal(before.files() + 3, before.bytes() + 7_000)));
    assertThat(WORLD.bring(ann, 5_000, counts)).isInstanceOf(Brought.Here.class);
    while (WORLD.files.tidy(100) > 0) {}
    FileTotal now = WORLD.files.count();
    assertThat(WORLD.database.sql().sql("select bytes from file_total").query(Long.class).single())
        .isEqualTo(now.bytes());
    assertThat(now.bytes()).isLessThanOrEqualTo(before.bytes() + 6_000);
  }

  @Test
  void forWhatThereIsNoRoomTheKeyServiceIsNotAsked() throws IOException {
    for (int i = 0; i < 4; i++) {
      WORLD.bring(ann, 1);
    }
    int opened = WORLD.opened.get();
    assertThat(WORLD.bring(ann, 1, unread())).isEqualTo(new Brought.NoRoom());
    assertThat(WORLD.keep(send, 1, unread())).isEqualTo(new Kept.NoRoom());
    thereAre(FilesWorld.SETTINGS.mostOfAll().toBytes());
    UserId nobody = new UserId("nobody-" + UUID.randomUUID());
    assertThat(WORLD.bring(nobody, 1, unread())).isEqualTo(new Brought.Full());
    assertThat(WORLD.opened.get()).isEqualTo(opened);
    assertThat(WORLD.count("data_key where user_id = '" + nobody + "'")).isZero();
  }

  @Test
  void whoHasNoKeyYetBringsAFileAllTheSame() throws IOException {
    UserId nobody = new UserId("nobody-" + UUID.randomUUID());
    assertThat(WORLD.bring(nobody, 9)).isInstanceOf(Brought.Here.class);
    assertThat(WORLD.files.of(nobody)).hasSize(1);
  }

  @Test
  void nothingStaysOfWhatBeganWhileTheKeyServiceWasAway() throws IOException {
    WORLD.keysAway = true;
    try {
      assertThatExceptionOfType(OutOfReach.class).isThrownBy(() -> WORLD.bring(ann, 9, unread()));
    } finally {
      WORLD.keysAway = false;
    }
    assertThat(WORLD.rows(ann)).isZero();
    assertThat(WORLD.bring(ann, 9)).isInstanceOf(Brought.Here.class);
  }
}
