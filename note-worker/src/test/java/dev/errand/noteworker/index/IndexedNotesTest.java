package dev.errand.noteworker.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.noteworker.index.NoteIndex.By;
import dev.errand.noteworker.index.NoteIndex.Found;
import dev.errand.noteworker.index.NoteIndex.Text;
import dev.errand.pipeline.ConnectionFacts;
import dev.errand.runtime.index.Shelf;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** On a real PostgreSQL, with the real model. */
class IndexedNotesTest {

  private final ConnectionFacts ada = connection();
  private final NoteIndex index = RealIndex.index();

  private static ConnectionFacts connection() {
    UserId user = new UserId("user-" + UUID.randomUUID());
    UUID id = UUID.randomUUID();
    RealIndex.connected(user, id);
    return new ConnectionFacts(
        user, Provider.NOTION, id.toString(), 1, "bot", null, Set.of(), Map.of());
  }

  private String keep(String title, String text) {
    String page = UUID.randomUUID().toString();
    index.keep(ada, new Text(page, null, title, text, null));
    return page;
  }

  private void untilRead() {
    await().until(() -> RealIndex.isRead(Shelf.of(ada)));
  }

  @Test
  void aNoteIsFoundByWhatItMeans() {
    keep("Groceries", "milk, eggs and two loaves of bread");
    String car = keep("Volvo", "The automobile needs new tyres before winter.");
    keep("Budget", "The finance department wants the numbers of the quarter.");
    untilRead();
    List<Found> found = index.find(ada, "repair my car", 9);
    assertThat(found.getFirst().page()).isEqualTo(car);
    assertThat(found.getFirst().by()).containsExactly(By.MEANING);
  }

  @Test
  void aNoteIsFoundByAnyFormOfItsWordsInItsLanguage() {
    String page =
        keep("Umzug", "Wir haben die Häuser besichtigt und uns für das zweite entschieden");
    for (String query : List.of("Haus", "Häusern", "UMZUG", "entschieden")) {
      assertThat(index.find(ada, query, 9))
          .as(query)
          .anySatisfy(
              found -> {
                assertThat(found.page()).isEqualTo(page);
                assertThat(found.by()).contains(By.WORDS);
              });
    }
  }

  @Test
  void whatIsFoundInBothWaysComesFirst() {
    keep("Cars", "tyres and brakes");
    String both = keep("Winter", "tyres of the car for the winter");
    keep("Snow", "cold, snow and ice");
    untilRead();
    assertThat(index.find(ada, "winter tyres", 9).getFirst().page()).isEqualTo(both);
  }

  @Test
  void nobodyFindsAnothersNotes() {
    keep("Secret", "the combination of the safe");
    untilRead();
    ConnectionFacts bob = connection();
    assertThat(index.find(bob, "combination of the safe", 9)).isEmpty();
    assertThat(index.related(bob, "the combination of the safe", 9)).isEmpty();
    assertThat(index.find(ada, "combination of the safe", 9)).hasSize(1);
  }

  /** A connection of another name under the same user: another account of theirs. */
  @Test
  void anotherAccountOfThePersonHasAnIndexOfItsOwn() {
    keep("Secret", "the combination of the safe");
    ConnectionFacts other =
        new ConnectionFacts(
            ada.user(),
            Provider.NOTION,
            UUID.randomUUID().toString(),
            1,
            "bot",
            null,
            Set.of(),
            Map.of());
    assertThat(index.find(other, "safe", 9)).isEmpty();
  }

  @Test
  void relatedNotesAreSureOnes() {
    String boiler = keep("Boiler", "The boiler in the cellar leaks water and needs a repair");
    keep("Party", "Invite Grace and Linus to the birthday party");
    untilRead();
    assertThat(index.related(ada, "Plumber comes to repair the leaking boiler", 3))
        .extracting(Found::page)
        .containsExactly(boiler);
  }

  @Test
  void whatIsAddedIsFoundByItsMeaningToo() {
    String page = keep("Log", "nothing of interest");
    untilRead();
    index.add(ada, page, "The dog has to see the veterinarian");
    untilRead();
    assertThat(index.find(ada, "pet doctor", 9)).extracting(Found::page).containsExactly(page);
  }

  /** A text that Notion takes and PostgreSQL would not; a page that is none. */
  @Test
  void nothingFailsByIt() {
    keep("zero \0 in it", "half a pair: \ud83d, and 'quotes' \\ of all kinds '");
    assertThat(index.find(ada, "quotes", 9)).hasSize(1);
    index.keep(ada, new Text("no id", null, "", "", null));
    assertThat(index.find(ada, "' | \\ ! & ( :* \0", 9)).isNotNull();
  }

  /** As when the model does not load: what has words is found by them. */
  @Test
  void aModelThatFailsLeavesTheWordsAndIsAskedAgainWithTheNextSearch() {
    Semaphore broken = new Semaphore(0);
    Embedding embedding =
        text -> {
          if (!broken.tryAcquire()) {
            throw new IllegalStateException("broken");
          }
          return new LocalModel().of(text);
        };
    try (IndexedNotes notes = RealIndex.with(embedding)) {
      notes.keep(ada, new Text(UUID.randomUUID().toString(), null, "Boiler", "leaks", null));
      assertThat(notes.find(ada, "boiler", 9))
          .extracting(Found::by)
          .containsExactly(Set.of(By.WORDS));
      assertThat(RealIndex.isRead(Shelf.of(ada))).isFalse();
      broken.release(9);
      notes.find(ada, "boiler", 9);
      untilRead();
      assertThat(RealIndex.vectors(Shelf.of(ada))).isEqualTo(1);
    }
  }

  /** Neither of the two threads that ask it comes back; the command does. */
  @Test
  void aModelThatNeverAnswersLeavesTheWords() {
    CountDownLatch never = new CountDownLatch(1);
    Embedding embedding =
        _ -> {
          try {
            never.await();
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
          }
          return new float[Vectors.SIZE];
        };
    try (IndexedNotes notes = RealIndex.with(embedding, Duration.ofMillis(50))) {
      notes.keep(ada, new Text(UUID.randomUUID().toString(), null, "Boiler", "leaks", null));
      assertThat(notes.find(ada, "boiler", 9)).hasSize(1);
      assertThat(notes.find(ada, "leaking", 9)).hasSize(1);
      assertThat(notes.related(ada, "The boiler leaks", 9)).isEmpty();
    } finally {
      never.countDown();
    }
  }
}
