package dev.errand.runtime.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.errand.runtime.files.FileStore.Kept;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** What every {@link FileStore} does. */
abstract class FileStoreContract {

  private static final int PART = Parts.SIZE;

  final UserId ann = person("ann");
  final UserId ben = person("ben");
  final Command send = command(ann, "send");

  abstract FileStore store();

  /** As a user does it before they ask for anything. */
  abstract StoredFile uploaded(UserId user, String name, byte[] content) throws IOException;

  /** Somebody who is connected, and nobody else knows. */
  abstract void connected(UserId user);

  private UserId person(String name) {
    return new UserId(name + "-" + UUID.randomUUID());
  }

  static Command command(UserId user, String id) {
    return new Command(
        user,
        new CommandId(id),
        MailOperations.MAIL_SEND,
        "urn:test",
        Priority.INTERACTIVE,
        null,
        null,
        null,
        null,
        JsonNodeFactory.instance.objectNode());
  }

  private static Command replay(Command of) {
    return new Command(
        of.user(),
        of.id().replay(1),
        of.operation(),
        of.source(),
        of.priority(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        of.data(),
        of.effectId());
  }

  static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  private StoredFile claimed(byte[] content) throws IOException {
    connected(ann);
    return store().claim(send, uploaded(ann, "plan.pdf", content).id()).orElseThrow();
  }

  @Test
  void anUploadIsClaimedAndTold() throws IOException {
    StoredFile file = claimed(bytes(5));
    assertThat(file.name()).isEqualTo("plan.pdf");
    assertThat(file.contentType()).isEqualTo("application/pdf");
    assertThat(file.size()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, PART - 1, PART, PART + 1, 2 * PART, 3 * PART + 17})
  void itIsReadByteForByte(int size) throws IOException {
    StoredFile file = claimed(bytes(size));
    assertThat(store().read(send, file, 0).readAllBytes()).isEqualTo(bytes(size));
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "1048575", "1048576", "1048577", "2097152", "2097160", "2097161"})
  void itIsReadFromAnyByteOn(int from) throws IOException {
    StoredFile file = claimed(bytes(2 * PART + 9));
    byte[] whole = bytes(2 * PART + 9);
    byte[] read = store().read(send, file, from).readAllBytes();
    assertThat(read).isEqualTo(Arrays.copyOfRange(whole, from, whole.length));
  }

  @Test
  void oneByteAfterTheOtherAndSkippingAreTheSameBytes() throws IOException {
    byte[] whole = bytes(PART + 3);
    StoredFile file = claimed(whole);
    try (InputStream in = store().read(send, file, PART - 2)) {
      assertThat(in.read()).isEqualTo(whole[PART - 2] & 0xff);
      assertThat(in.skip(2)).isEqualTo(2);
      assertThat(in.read()).isEqualTo(whole[PART + 1] & 0xff);
      assertThat(in.skip(100)).isEqualTo(1);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void theSameCommandHasItAgainAndSoDoesItsReplay() throws IOException {
    StoredFile file = claimed(bytes(5));
    assertThat(store().claim(send, file.id())).isPresent();
    assertThat(store().claim(replay(send), file.id())).isPresent();
    assertThat(store().read(replay(send), file, 0).readAllBytes()).isEqualTo(bytes(5));
  }

  @Test
  void anotherCommandOfTheUserDoesNotHaveIt() throws IOException {
    StoredFile file = claimed(bytes(5));
    assertThat(store().claim(command(ann, "other"), file.id())).isEmpty();
    assertThat(store().isAnothers(command(ann, "other"), file.id())).isTrue();
    assertThat(store().isAnothers(send, file.id())).isFalse();
    assertThat(store().isAnothers(replay(send), file.id())).isFalse();
  }

  @Test
  void whatNobodyHasOrIsNotThereIsNotAnothers() throws IOException {
    connected(ann);
    connected(ben);
    StoredFile file = uploaded(ann, "plan.pdf", bytes(5));
    assertThat(store().isAnothers(send, file.id())).isFalse();
    assertThat(store().isAnothers(send, FileId.random())).isFalse();
    assertThat(store().claim(send, file.id())).isPresent();
    assertThat(store().isAnothers(command(ben, "other"), file.id())).isFalse();
    store().discard(send, file);
    assertThat(store().isAnothers(command(ann, "other"), file.id())).isFalse();
  }

  @Test
  void nobodyElseHasItAsIfItWereNot() throws IOException {
    connected(ann);
    connected(ben);
    StoredFile file = uploaded(ann, "plan.pdf", bytes(5));
    assertThat(store().claim(command(ben, "send"), file.id())).isEmpty();
    assertThat(store().claim(command(ben, "send"), FileId.random())).isEmpty();
    assertThat(store().claim(send, file.id())).isPresent();
  }

  @Test
  void theLastSecretIsKeptBesideItAlsoForAReplay() throws IOException {
    StoredFile file = claimed(bytes(5));
    assertThat(store().secret(send, file)).isEmpty();
    store().keepSecret(send, file, Secret.of("https://upload.example/1"));
    store().keepSecret(send, file, Secret.of("https://upload.example/2"));
    assertThat(store().secret(replay(send), file)).contains(Secret.of("https://upload.example/2"));
    assertThat(store().secret(command(ann, "other"), file)).isEmpty();
  }

  @Test
  void whatIsDiscardedIsGoneAndMayBeDiscardedAgain() throws IOException {
    StoredFile file = claimed(bytes(5));
    store().discard(send, file);
    store().discard(send, file);
    assertThat(store().claim(send, file.id())).isEmpty();
    assertThat(store().secret(send, file)).isEmpty();
  }

  private static InputStream stream(byte[] content) {
    return new ByteArrayInputStream(content);
  }

  @Test
  void whatACommandFoundIsKeptOnceHoweverOftenItRuns() throws IOException {
    connected(ann);
    Kept kept = store().keep(send, "a/plan.pdf", "application/pdf", PART, stream(bytes(PART + 5)));
    StoredFile file = ((Kept.Here) kept).file();
    assertThat(file.size()).isEqualTo(PART + 5);
    assertThat(file.name()).isEqualTo("a_plan.pdf");
    assertThat(store().kept(send)).contains(file);
    assertThat(store().keep(replay(send), "other", null, 0, Arriving.untilItBreaks(0)))
        .isEqualTo(kept);
    assertThat(store().kept(command(ann, "other"))).isEmpty();
  }

  @Test
  void ofWhatBreaksOffNothingIsKept() throws IOException {
    connected(ann);
    assertThatIOException()
        .isThrownBy(
            () ->
                store()
                    .keep(
                        send, "plan.pdf", "application/pdf", 0, Arriving.untilItBreaks(PART + 5)));
    assertThat(store().kept(send)).isEmpty();
    assertThat(store().keep(send, "plan.pdf", "nonsense", 100, stream("hi".getBytes(UTF_8))))
        .isInstanceOfSatisfying(
            Kept.Here.class,
            kept -> assertThat(kept.file().contentType()).isEqualTo(StoredFile.UNKNOWN_TYPE));
  }

  @Test
  void whatIsTooLargeIsNotKeptNorReadToItsEnd() throws IOException {
    connected(ann);
    int largest = 5 * PART;
    assertThat(store().keep(send, "plan.pdf", null, 0, Arriving.untilItBreaks(largest + 2 * PART)))
        .isEqualTo(new Kept.TooLarge());
    assertThat(store().kept(send)).isEmpty();
    assertThat(store().keep(send, "plan.pdf", null, 100L * largest, stream(bytes(largest))))
        .isInstanceOf(Kept.Here.class);
  }
}
