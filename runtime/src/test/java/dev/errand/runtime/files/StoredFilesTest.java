package dev.errand.runtime.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.errand.connections.SealBroken;
import dev.errand.schemas.Command;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in PostgreSQL: whose they are, how many, how long, and what a thief of the tables has. */
class StoredFilesTest {

  private static final FilesWorld WORLD = new FilesWorld();
  private static final int MEGABYTE = 1 << 20;
  private static final Duration DAY = Duration.ofDays(1);

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

  @Test
  void theTablesHoldNothingThatCouldBeRead() throws IOException {
    StoredFile file = WORLD.upload(ann, "the secret plan ".repeat(70_000).getBytes(UTF_8));
    assertThat(WORLD.store.claim(send, file.id())).isPresent();
    WORLD.store.keepSecret(send, file, Secret.of("https://upload.example/secret"));
    assertThat(WORLD.parts(file)).isEqualTo(2);
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
    StoredFile file = WORLD.upload(ann, bytes(2 * MEGABYTE + 9));
    StoredFile other = WORLD.upload(ann, bytes(MEGABYTE + 9));
    WORLD.change("alter table file_part drop constraint if exists file_part_pkey");
    WORLD.change(change.replace(":file", file.id() + "").replace(":other", other.id() + ""));
    WORLD.change("alter table file_part add primary key (file_id, number)");
    StoredFile now = WORLD.store.claim(send, file.id()).orElseThrow();
    assertThatExceptionOfType(SealBroken.class)
        .isThrownBy(() -> WORLD.store.read(send, now, 0).readAllBytes());
  }

  @Test
  void aFileThatIsMovedToSomebodyElseDoesNotOpen() throws IOException {
    StoredFile file = WORLD.upload(ann, bytes(9));
    WORLD.upload(ben, bytes(9));
    WORLD.change("update stored_file set user_id = '%s' where user_id = '%s'".formatted(ben, ann));
    Command bens = FileStoreContract.command(ben, "send");
    StoredFile moved = WORLD.store.claim(bens, file.id()).orElseThrow();
    assertThatExceptionOfType(SealBroken.class)
        .isThrownBy(() -> WORLD.store.read(bens, moved, 0).readAllBytes());
  }

  @Test
  void whatSomebodyElseHasIsNotThereToBeFetchedOrRemoved() throws IOException {
    StoredFile found = WORLD.found(send, bytes(9));
    assertThat(WORLD.files.download(ben, found.id())).isEmpty();
    assertThat(WORLD.files.remove(ben, found.id())).isFalse();
    assertThat(WORLD.files.of(ben)).isEmpty();
    assertThat(WORLD.files.read(ann, found).readAllBytes()).isEqualTo(bytes(9));
  }

  @Test
  void anUploadIsNoDownload() throws IOException {
    StoredFile file = WORLD.upload(ann, bytes(9));
    assertThat(WORLD.files.download(ann, file.id())).isEmpty();
    assertThat(WORLD.store.claim(send, WORLD.found(send, bytes(3)).id())).isEmpty();
  }

  private static Claim claim(Command by, StoredFile... uploads) {
    Set<FileId> ids = Stream.of(uploads).map(StoredFile::id).collect(Collectors.toSet());
    return WORLD.files.claim(by.user(), by.effectId(), ids, Instant.now());
  }

  @Test
  void aCommandThatIsAcceptedHasAllThatItNamesOrNothing() throws IOException {
    StoredFile one = WORLD.upload(ann, bytes(9));
    StoredFile two = WORLD.upload(ann, bytes(9));
    StoredFile bens = WORLD.upload(ben, bytes(9));
    Command other = FileStoreContract.command(ann, "other");
    assertThat(claim(send, one, bens)).isEqualTo(Claim.NOT_THERE);
    assertThat(claim(send, WORLD.found(send, bytes(3)))).isEqualTo(Claim.NOT_THERE);
    assertThat(claim(other, one)).isEqualTo(Claim.GIVEN);
    assertThat(claim(send, one, two)).isEqualTo(Claim.ANOTHERS);
    assertThat(claim(other, one, two)).isEqualTo(Claim.GIVEN);
    assertThat(WORLD.store.claim(other, two.id())).isPresent();
    assertThat(WORLD.store.claim(send, two.id())).isEmpty();
    WORLD.expire(one);
    assertThat(claim(send, one, two)).isEqualTo(Claim.NOT_THERE);
  }

  @Test
  void ofTwoCommandsThatAreAcceptedAtOnceOneHasAllThatBothName() throws Exception {
    StoredFile one = WORLD.upload(ann, bytes(9));
    StoredFile two = WORLD.upload(ann, bytes(9));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Claim>> all =
          IntStream.range(0, 20)
              .mapToObj(i -> FileStoreContract.command(ann, "send-" + i))
              .map(by -> threads.submit(() -> claim(by, one, two)))
              .toList();
      List<Claim> ends = new ArrayList<>();
      for (Future<Claim> each : all) {
        ends.add(each.get());
      }
      assertThat(ends).containsOnlyOnce(Claim.GIVEN).doesNotContain(Claim.NOT_THERE);
    }
  }

  /** It was sealed for what had it before, and is of no use to anybody. */
  @Test
  void whatIsFreeAgainComesWithoutWhereItWasSentTo() throws IOException {
    StoredFile file = WORLD.upload(ann, bytes(9));
    assertThat(claim(send, file)).isEqualTo(Claim.GIVEN);
    WORLD.store.keepSecret(send, file, Secret.of("https://upload.example/1"));
    assertThat(claim(send, file)).isEqualTo(Claim.GIVEN);
    assertThat(WORLD.store.secret(send, file)).isPresent();
    WORLD.ended(send, "expired");
    Command other = FileStoreContract.command(ann, "other");
    assertThat(claim(other, file)).isEqualTo(Claim.GIVEN);
    assertThat(WORLD.store.secret(other, file)).isEmpty();
  }

  /** As it is some days later. */
  private void nobodyKnowsHowItEnded() {
    WORLD.change("delete from done where user_id = '%s'".formatted(ann));
  }

  private static void free() {
    while (WORLD.files.free(1) > 0) {}
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancelled", "expired", "rejected"})
  void whatACommandHadThatNeedsItNoMoreIsFreeAlsoWhenNobodyKnowsAnyMoreHowItEnded(String status)
      throws IOException {
    StoredFile one = WORLD.upload(ann, bytes(9));
    StoredFile two = WORLD.upload(ann, bytes(9));
    Instant begins = Instant.now().plus(Duration.ofDays(37));
    assertThat(WORLD.files.claim(ann, send.effectId(), Set.of(one.id(), two.id()), begins))
        .isEqualTo(Claim.GIVEN);
    WORLD.store.keepSecret(send, one, Secret.of("https://upload.example/1"));
    WORLD.ended(send, status);
    free();
    nobodyKnowsHowItEnded();
    assertThat(WORLD.files.of(ann))
        .hasSize(2)
        .allSatisfy(
            own -> {
              assertThat(own.claimed()).isFalse();
              assertThat(own.file().expiresAt())
                  .isBetween(Instant.now().plus(DAY).minusSeconds(60), Instant.now().plus(DAY));
            });
    Command other = FileStoreContract.command(ann, "other");
    assertThat(WORLD.store.claim(other, one.id())).isPresent();
    assertThat(WORLD.store.secret(other, one)).isEmpty();
    assertThat(claim(FileStoreContract.command(ann, "another"), two)).isEqualTo(Claim.GIVEN);
  }

  @Test
  void whatIsFreedIsThereNoLongerThanItWas() throws IOException {
    StoredFile file = WORLD.upload(ann, bytes(9));
    assertThat(claim(send, file)).isEqualTo(Claim.GIVEN);
    WORLD.change(
        "update stored_file set expires_at = now() + interval '1 minute' where id = '%s'"
            .formatted(file.id()));
    WORLD.ended(send, "cancelled");
    free();
    assertThat(WORLD.files.of(ann))
        .singleElement()
        .satisfies(own -> assertThat(own.claimed()).isFalse())
        .satisfies(
            own -> assertThat(own.file().expiresAt()).isBefore(Instant.now().plusSeconds(61)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed", "unknown", "not at all"})
  void whatMayBeReplayedOrHasNotEndedKeepsItsUploads(String status) throws IOException {
    StoredFile file = WORLD.upload(ann, bytes(9));
    assertThat(claim(send, file)).isEqualTo(Claim.GIVEN);
    WORLD.store.keepSecret(send, file, Secret.of("https://upload.example/1"));
    if (!status.equals("not at all")) {
      WORLD.ended(send, status);
    }
    free();
    nobodyKnowsHowItEnded();
    assertThat(claim(FileStoreContract.command(ann, "other"), file)).isEqualTo(Claim.ANOTHERS);
    assertThat(WORLD.store.secret(send, file)).isPresent();
  }

  @Test
  void ofAnUploadThatBreaksOffNothingStays() throws IOException {
    assertThatIOException()
        .isThrownBy(() -> WORLD.bring(ann, 5 * MEGABYTE, Arriving.untilItBreaks(3 * MEGABYTE)));
    assertThat(WORLD.rows(ann)).isZero();
  }

  @Test
  void anUploadOfAnotherLengthThanAnnouncedIsNotTaken() throws IOException {
    for (int announced : new int[] {8, 10}) {
      assertThat(WORLD.bring(ann, announced, new ByteArrayInputStream(bytes(9))))
          .isEqualTo(new Brought.OtherLength());
    }
    assertThat(WORLD.rows(ann)).isZero();
  }

  @Test
  void aFileIsNotThereBeforeItIsWhole() throws IOException {
    InputStream looks =
        new Arriving(
            2 * MEGABYTE,
            2 * MEGABYTE,
            () -> {
              assertThat(WORLD.rows(ann)).isEqualTo(1);
              assertThat(WORLD.files.of(ann)).isEmpty();
            });
    assertThat(WORLD.bring(ann, 2 * MEGABYTE, looks)).isInstanceOf(Brought.Here.class);
    assertThat(WORLD.files.of(ann)).hasSize(1);
  }
}
