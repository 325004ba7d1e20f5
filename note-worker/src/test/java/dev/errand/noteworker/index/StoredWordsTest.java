package dev.errand.noteworker.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.errand.local.LocalPostgres;
import dev.errand.local.TestDirectory;
import dev.errand.runtime.index.Seen;
import dev.errand.runtime.index.Shelf;
import dev.errand.runtime.index.StoredIndex;
import dev.errand.runtime.postgres.Acting;
import dev.errand.runtime.postgres.TestDatabase;
import dev.errand.schemas.UserId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The stored form of words: the worker and the migration that made the first of them agree. */
class StoredWordsTest {

  /** The first four bytes of the SHA-256 of each stem. */
  private static final String BOILER = "8b4df85a";

  private static final String LEAK = "5f537b80";
  private static final String HOUSES = "34c94dbc";

  private static final Shelf ADA = new Shelf(new UserId("ada"), UUID.randomUUID());

  @Test
  void aWordIsStoredAsTheFirstBytesOfTheHashOfItsStem() {
    assertThat(hex(Stems.packed(List.of("boiler", "leak", "häuser"))))
        .isEqualTo(BOILER + LEAK + HOUSES);
    assertThat(hex(Indexable.words("The boiler is leaking"))).isEqualTo(BOILER + LEAK);
    assertThat(QueryWords.of("boiler leaks Häuser").in(bytes(LEAK + HOUSES))).isEqualTo(0b110);
  }

  /** The tables' owner is an ordinary role, as in production: rows may be hidden from it. */
  @Test
  void aNoteThatWasKeptBeforeWordsWereHashedIsFoundByThem() {
    try (LocalPostgres server =
        new LocalPostgres(TestDirectory.create("stored-words", () -> {}), 0).start()) {
      TestDatabase superuser = new TestDatabase(server.database("errand"));
      run(superuser.sql(), "create role owner login nosuperuser nobypassrls");
      run(superuser.sql(), "alter database errand owner to owner");
      TestDatabase database = new TestDatabase(superuser.address().as("owner")).migrate("19");
      keepAsBefore(superuser.sql());

      Seen note = only(database.migrate("latest"));

      assertThat(hex(note.titleWords())).isEqualTo(BOILER);
      assertThat(hex(note.words())).isIn(LEAK + HOUSES, HOUSES + LEAK);
      assertThat(QueryWords.of("boiler").in(note.titleWords())).isEqualTo(0b1);
      assertThat(QueryWords.of("Häuser leaking").in(note.words())).isEqualTo(0b11);
    }
  }

  private static void keepAsBefore(JdbcClient superuser) {
    var _ =
        superuser
            .sql(
                """
                insert into note_index (user_id, connection, page, url, title, edited_at, digest,
                  words)
                values (:user, :connection, gen_random_uuid(), '', 'Boiler', now(), '',
                  cast(:words as tsvector))
                """)
            .param("user", ADA.user().value())
            .param("connection", ADA.connection())
            .param("words", "'boiler':1A 'leak' 'häuser'")
            .update();
  }

  /** As a search of the worker sees it. */
  private static Seen only(TestDatabase database) {
    List<Seen> seen = new ArrayList<>();
    try (HikariDataSource worker = database.as("errand_worker")) {
      new StoredIndex(Acting.in(worker), worker).look(ADA, seen::add, List::of);
    }
    assertThat(seen).hasSize(1);
    return seen.getFirst();
  }

  private static void run(JdbcClient sql, String statement) {
    var _ = sql.sql(statement).update();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
