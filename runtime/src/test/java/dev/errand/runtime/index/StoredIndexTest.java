package dev.errand.runtime.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.zaxxer.hikari.HikariDataSource;
import dev.errand.runtime.index.StoredIndex.Unread;
import dev.errand.runtime.postgres.Acting;
import dev.errand.runtime.postgres.RecordedStatements;
import dev.errand.runtime.postgres.TestDatabase;
import dev.errand.schemas.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class StoredIndexTest {

  private static final TestDatabase DATABASE = TestDatabase.migrated();
  private static final HikariDataSource WORKER = DATABASE.as("errand_worker");
  private static final HikariDataSource API = DATABASE.as("errand_api");
  private static final UUID PAGE = UUID.randomUUID();

  private final RecordedStatements recorded = new RecordedStatements();
  private final StoredIndex index = index(recorded.overheard(WORKER));
  private final Shelf ada = shelf("ada");
  private final Shelf bob = shelf("bob");

  @AfterAll
  static void close() {
    WORKER.close();
    API.close();
  }

  private static StoredIndex index(DataSource source) {
    return new StoredIndex(Acting.in(source), source);
  }

  private static Shelf shelf(String user) {
    UserId id = new UserId(user + "-" + UUID.randomUUID());
    return Shelves.make(DATABASE.sql(), id, UUID.randomUUID());
  }

  private static IndexedNote note(String digest, String words) {
    return new IndexedNote(
        PAGE,
        "https://example.com",
        "Boiler",
        null,
        digest,
        bytes("boil"),
        bytes(words),
        "text of " + digest);
  }

  private static byte[] bytes(String words) {
    return words.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aNoteIsShownToItsPersonOnly() {
    index.keep(ada, note("01", "cellpump"));
    Seen note = seen(ada).getFirst();
    assertThat(note.page()).isEqualTo(PAGE);
    assertThat(note.titleWords()).isEqualTo(bytes("boil"));
    assertThat(note.words()).isEqualTo(bytes("cellpump"));
    assertThat(note.vector()).isNull();
    assertThat(note.unread()).isTrue();
    assertThat(note.editedAt()).isCloseTo((double) Instant.now().getEpochSecond(), within(60.0));
    assertThat(seen(bob)).isEmpty();
  }

  @Test
  void allOfManyAreShownOnce() {
    Set<UUID> pages = new HashSet<>();
    for (int i = 0; i < 1_234; i++) {
      UUID page = UUID.randomUUID();
      pages.add(page);
      index.keep(
          ada, new IndexedNote(page, "", "x", null, "01", new byte[0], new byte[4 * i], "x"));
    }
    assertThat(seen(ada)).extracting(Seen::page).containsExactlyInAnyOrderElementsOf(pages);
  }

  @Test
  void aNoteThatIsReadAgainUnchangedIsNotWrittenAgain() {
    assertThat(index.keep(ada, note("01", ""))).isTrue();
    read(ada, (byte) 1);
    assertThat(index.keep(ada, note("01", ""))).isFalse();
    assertThat(seen(ada).getFirst().vector()).hasSize(384);
    assertThat(seen(ada).getFirst().unread()).isFalse();
    assertThat(index.keep(ada, note("02", ""))).isTrue();
    assertThat(seen(ada).getFirst().vector()).as("of the note before").isNull();
  }

  @Test
  void whatWasReadOfANoteThatChangedMeanwhileIsNotKept() {
    index.keep(ada, note("01", ""));
    Unread before = index.unread(ada, 9).getFirst();
    index.keep(ada, note("02", ""));
    assertThat(index.read(ada, before, new byte[384])).isFalse();
    assertThat(index.unread(ada, 9)).hasSize(1);
  }

  @Test
  void whatIsAddedIsFoundAndReadBehindWhatWasRead() {
    index.keep(ada, note("01", "cell"));
    read(ada, (byte) 1);
    index.add(ada, PAGE, bytes("pump"), "a pump");
    assertThat(seen(ada).getFirst().words()).isEqualTo(bytes("cellpump"));
    Unread added = index.unread(ada, 9).getFirst();
    assertThat(added.text()).isEqualTo("a pump");
    assertThat(added.before()).isNotNull();
    assertThat(index.add(bob, PAGE, bytes("pump"), "x")).isFalse();
  }

  @Test
  void whatIsWrittenAnewIsFoundByWhatItSaysNowAndByItsTitle() {
    index.keep(ada, note("01", "cell"));
    read(ada, (byte) 1);
    index.rewrite(ada, PAGE, bytes("pump"), "a pump");
    assertThat(seen(ada).getFirst().words()).isEqualTo(bytes("pump"));
    assertThat(seen(ada).getFirst().titleWords()).isEqualTo(bytes("boil"));
    assertThat(index.unread(ada, 9).getFirst().before()).isNull();
  }

  @Test
  void aNoteInTheTrashIsNotFoundUntilItComesBack() {
    index.keep(ada, note("01", "cell"));
    read(ada, (byte) 1);
    index.trash(ada, PAGE, true);
    assertThat(seen(ada)).isEmpty();
    index.trash(ada, PAGE, false);
    assertThat(seen(ada).getFirst().vector()).isNotNull();
    index.rename(ada, PAGE, "Heating", bytes("heat"));
    assertThat(known(ada).getFirst().title()).isEqualTo("Heating");
    assertThat(seen(ada).getFirst().titleWords())
        .as("former ones too")
        .isEqualTo(bytes("heatboil"));
    index.drop(ada, PAGE);
    assertThat(index.count(ada)).isZero();
  }

  /** Its day is what is left of it, so that each note is looked at now and then. */
  @Test
  void whatWasNotSeenForLongIsToldUntilItIsSeenAgain() {
    index.keep(ada, note("01", ""));
    assertThat(index.unsure(ada, 9)).isEmpty();
    unseenFor(14, ada);
    assertThat(index.unsure(ada, 9)).isEmpty();
    assertThat(known(ada).getFirst().unsure()).isFalse();
    unseenFor(15, ada);
    assertThat(index.unsure(ada, 9)).containsExactly(PAGE);
    assertThat(known(ada).getFirst().unsure()).isTrue();
    index.keep(ada, note("01", ""));
    assertThat(index.unsure(ada, 9)).as("read again, unchanged").isEmpty();
    unseenFor(31, ada);
    index.seen(ada, PAGE);
    assertThat(index.unsure(ada, 9)).isEmpty();
  }

  @Test
  void nothingIsLeftOfAConnectionThatEnded() {
    index.keep(ada, note("01", "cell"));
    index.keep(bob, note("01", "cell"));
    JdbcClient api = JdbcClient.create(API);
    var _ =
        Acting.in(API)
            .as(
                ada.user(),
                () -> {
                  Shelves.disconnect(api, ada);
                  return ada;
                });
    assertThat(rows(ada)).isZero();
    assertThat(rows(bob)).isEqualTo(1);
    assertThat(index.keep(ada, note("02", "cell"))).as("a command that was under way").isFalse();
    assertThat(rows(ada)).isZero();
  }

  /** Each statement, sent for nobody and for somebody else, finds nothing. */
  @Test
  void eachStatementSeesTheRowsOfItsUserOnly() throws Exception {
    index.keep(ada, note("01", "cell"));
    read(ada, (byte) 1);
    index.keep(ada, note("02", "cell"));
    index.add(ada, PAGE, bytes("pump"), "a pump");
    index.rename(ada, PAGE, "Heating", bytes("heat"));
    index.rewrite(ada, PAGE, bytes("cell"), "the cellar");
    read(ada, (byte) 2);
    known(ada);
    index.count(ada);
    unseenFor(40, ada);
    assertThat(index.unsure(ada, 9)).containsExactly(PAGE);
    index.seen(ada, PAGE);
    index.trash(ada, PAGE, true);
    index.drop(ada, PAGE);
    assertThat(recorded.missing(StoredIndex.class, LookThrough.class)).isEmpty();
    recorded.assertShutOff(WORKER);
  }

  private void read(Shelf shelf, byte number) {
    byte[] vector = new byte[384];
    vector[0] = number;
    for (Unread unread : index.unread(shelf, 9)) {
      assertThat(index.read(shelf, unread, vector)).isTrue();
    }
  }

  private List<Seen> seen(Shelf shelf) {
    List<Seen> seen = new ArrayList<>();
    index.look(shelf, seen::add, List::of);
    return seen;
  }

  private List<Known> known(Shelf shelf) {
    return index.look(shelf, _ -> {}, () -> List.of(PAGE));
  }

  private static void unseenFor(int days, Shelf shelf) {
    var _ =
        DATABASE
            .sql()
            .sql("update note_index set seen_on = current_date - :days where user_id = :user")
            .param("days", days)
            .param("user", shelf.user().value())
            .update();
  }

  private static long rows(Shelf shelf) {
    return DATABASE
        .sql()
        .sql("select count(*) from note_index where connection = :connection")
        .param("connection", shelf.connection())
        .query(Long.class)
        .single();
  }
}
