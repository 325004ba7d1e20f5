package dev.errand.runtime.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.errand.runtime.index.StoredIndex.Known;
import dev.errand.runtime.index.StoredIndex.Seen;
import dev.errand.runtime.index.StoredIndex.Unread;
import dev.errand.runtime.postgres.Acting;
import dev.errand.runtime.postgres.RecordedStatements;
import dev.errand.runtime.postgres.TestDatabase;
import dev.errand.schemas.UserId;
import java.util.ArrayList;
import java.util.List;
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
    return new StoredIndex(Acting.in(source), JdbcClient.create(source));
  }

  private static Shelf shelf(String user) {
    UserId id = new UserId(user + "-" + UUID.randomUUID());
    return Shelves.make(DATABASE.sql(), id, UUID.randomUUID());
  }

  private static IndexedNote note(String digest, String... words) {
    return new IndexedNote(
        PAGE,
        "https://example.com",
        "Boiler",
        null,
        digest,
        new Lexemes(List.of("boiler"), List.of(words)),
        "text of " + digest);
  }

  @Test
  void aNoteIsFoundByItsWordsByItsPersonOnly() {
    index.keep(ada, note("01", "cellar", "it's", "back\\slash"));
    for (String word : List.of("cellar", "boiler", "it's", "back\\slash")) {
      assertThat(byWords(ada, List.of("nowhere", word), 9)).as(word).containsExactly(PAGE);
      assertThat(byWords(bob, List.of(word), 9)).isEmpty();
    }
    assertThat(byWords(ada, List.of("nowhere"), 9)).isEmpty();
    assertThat(byWords(ada, List.of("", " "), 9)).isEmpty();
  }

  @Test
  void whatIsCalledSoIsBeforeWhatMentionsIt() {
    index.keep(ada, note("01", "boiler"));
    UUID mentions = UUID.randomUUID();
    index.keep(
        ada,
        new IndexedNote(
            mentions, "", "Other", null, "02", new Lexemes(List.of(), List.of("boiler")), ""));
    assertThat(byWords(ada, List.of("boiler"), 9)).containsExactly(PAGE, mentions);
  }

  @Test
  void aNoteThatIsReadAgainUnchangedIsNotWrittenAgain() {
    assertThat(index.keep(ada, note("01"))).isTrue();
    read(ada, (byte) 1);
    assertThat(index.keep(ada, note("01"))).isFalse();
    assertThat(vectors(ada)).hasSize(16 + 384);
    assertThat(index.keep(ada, note("02"))).isTrue();
    assertThat(vectors(ada)).as("of the note before").isEmpty();
  }

  @Test
  void whatWasReadOfANoteThatChangedMeanwhileIsNotKept() {
    index.keep(ada, note("01"));
    Unread before = index.unread(ada, 9).getFirst();
    index.keep(ada, note("02"));
    assertThat(index.read(ada, before, new byte[384])).isFalse();
    assertThat(index.unread(ada, 9)).hasSize(1);
  }

  @Test
  void whatIsAddedIsFoundAndReadBehindWhatWasRead() {
    index.keep(ada, note("01"));
    read(ada, (byte) 1);
    index.add(ada, PAGE, new Lexemes(List.of(), List.of("pump")), "a pump");
    assertThat(byWords(ada, List.of("pump"), 9)).containsExactly(PAGE);
    Unread added = index.unread(ada, 9).getFirst();
    assertThat(added.text()).isEqualTo("a pump");
    assertThat(added.before()).isNotNull();
    assertThat(index.add(bob, PAGE, new Lexemes(List.of(), List.of("pump")), "x")).isFalse();
  }

  @Test
  void whatIsWrittenAnewIsFoundByWhatItSaysNowAndByItsTitle() {
    index.keep(ada, note("01", "cellar"));
    read(ada, (byte) 1);
    index.rewrite(ada, PAGE, new Lexemes(List.of(), List.of("pump")), "a pump");
    assertThat(byWords(ada, List.of("cellar"), 9)).isEmpty();
    assertThat(byWords(ada, List.of("pump"), 9)).containsExactly(PAGE);
    assertThat(byWords(ada, List.of("boiler"), 9)).containsExactly(PAGE);
    assertThat(index.unread(ada, 9).getFirst().before()).isNull();
  }

  @Test
  void aNoteInTheTrashIsNotFoundUntilItComesBack() {
    index.keep(ada, note("01", "cellar"));
    read(ada, (byte) 1);
    index.trash(ada, PAGE, true);
    assertThat(byWords(ada, List.of("cellar"), 9)).isEmpty();
    assertThat(vectors(ada)).isEmpty();
    index.trash(ada, PAGE, false);
    assertThat(byWords(ada, List.of("cellar"), 9)).containsExactly(PAGE);
    index.rename(ada, PAGE, "Heating", new Lexemes(List.of("heat"), List.of()));
    assertThat(index.look(ada, List.of("cellar"), 9, Seen::byWords).getFirst().title())
        .isEqualTo("Heating");
    assertThat(byWords(ada, List.of("heat"), 9)).containsExactly(PAGE);
    index.drop(ada, PAGE);
    assertThat(index.count(ada)).isZero();
  }

  @Test
  void nothingIsLeftOfAConnectionThatEnded() {
    index.keep(ada, note("01", "cellar"));
    index.keep(bob, note("01", "cellar"));
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
    assertThat(index.keep(ada, note("02", "cellar"))).as("a command that was under way").isFalse();
    assertThat(rows(ada)).isZero();
  }

  /** Each statement, sent for nobody and for somebody else, finds nothing. */
  @Test
  void eachStatementSeesTheRowsOfItsUserOnly() throws Exception {
    index.keep(ada, note("01", "cellar"));
    read(ada, (byte) 1);
    index.keep(ada, note("02", "cellar"));
    index.add(ada, PAGE, new Lexemes(List.of(), List.of("pump")), "a pump");
    index.rename(ada, PAGE, "Heating", new Lexemes(List.of("heat"), List.of()));
    index.rewrite(ada, PAGE, new Lexemes(List.of(), List.of("cellar")), "the cellar");
    read(ada, (byte) 2);
    byWords(ada, List.of("cellar"), 9);
    index.count(ada);
    index.trash(ada, PAGE, true);
    index.drop(ada, PAGE);
    assertThat(recorded.missing(StoredIndex.class)).isEmpty();
    recorded.assertShutOff(WORKER);
  }

  private void read(Shelf shelf, byte number) {
    byte[] vector = new byte[384];
    vector[0] = number;
    for (Unread unread : index.unread(shelf, 9)) {
      assertThat(index.read(shelf, unread, vector)).isTrue();
    }
  }

  private List<UUID> byWords(Shelf shelf, List<String> stems, int most) {
    return seen(shelf, stems, most).byWords();
  }

  private byte[] vectors(Shelf shelf) {
    return seen(shelf, List.of(), 9).vectors();
  }

  private Seen seen(Shelf shelf, List<String> stems, int most) {
    List<Seen> seen = new ArrayList<>();
    List<Known> known =
        index.look(
            shelf,
            stems,
            most,
            all -> {
              seen.add(all);
              return all.byWords();
            });
    assertThat(known).hasSameSizeAs(seen.getFirst().byWords());
    return seen.getFirst();
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
