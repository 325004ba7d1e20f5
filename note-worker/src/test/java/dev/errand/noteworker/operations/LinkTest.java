package dev.errand.noteworker.operations;

import static dev.errand.schemas.note.NoteOperations.NOTE_APPEND;
import static dev.errand.schemas.note.NoteOperations.NOTE_CREATE;
import static dev.errand.schemas.note.NoteOperations.NOTE_GET;
import static dev.errand.schemas.note.NoteOperations.NOTE_LINK;
import static dev.errand.schemas.note.NoteOperations.NOTE_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.fault.Fault;
import dev.errand.schemas.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code note.link}. */
class LinkTest {

  private static final String CHILDREN = "/blocks/{id}/children";

  private final NotionUser user = new NotionUser();

  static Stream<Fault> faults() {
    return OneEffectTest.faults();
  }

  @Test
  void eachNamesTheOtherInItsSectionOnceHoweverOftenItIsAskedFor() {
    String one = create(user, "One");
    String two = create(user, "Two");
    assertThat(user.callsOf(() -> assertThat(link(one, two)).isEqualTo(2)))
        .containsExactly(
            "GET /blocks/{id}/children",
            "GET /blocks/{id}/children",
            "PATCH /blocks/{id}/children",
            "PATCH /blocks/{id}/children");
    assertThat(link(one, two)).isZero();
    assertThat(link(two, one)).isZero();
    assertThat(markdown(one)).startsWith("text\n\n## Linked notes\n\n- [Two](https://");
    assertThat(markdown(two)).startsWith("text\n\n## Linked notes\n\n- [One](https://");
    assertThat(user.blocks(one)).hasSize(3);
  }

  @Test
  void aSectionGrowsInItsPlace() {
    String one = create(user, "One");
    link(one, create(user, "Two"));
    user.succeeded(NOTE_APPEND, Map.of("page", one, "markdown", "# More\n\nbelow"));
    link(one, create(user, "Three"));
    assertThat(markdown(one))
        .containsSubsequence("## Linked notes", "[Two]", "[Three]", "# More", "below");
  }

  @Test
  void aLinkThatOnlyOneHasIsCompleted() {
    String one = create(user, "One");
    String two = create(user, "Two");
    link(one, two);
    user.delete(user.blocks(one).getLast().id());
    assertThat(link(one, two)).isEqualTo(1);
    assertThat(user.blocks(one)).hasSize(3);
  }

  @Test
  void aNoteThatIsWrittenAnewFromItsMarkdownKeepsItsLinks() {
    String one = create(user, "One");
    String two = create(user, "Two");
    link(one, two);
    user.succeeded(
        NOTE_UPDATE, Map.of("page", one, "markdown", markdown(one).replace("text", "other")));
    assertThat(link(one, two)).isZero();
    assertThat(markdown(one)).startsWith("other\n\n## Linked notes\n\n- [Two](https://");
  }

  @Test
  void ifOneIsNotThereTheOtherStaysAsItWas() {
    String one = create(user, "One");
    String nowhere = UUID.randomUUID().toString();
    for (Map<String, String> pair :
        List.of(Map.of("from", one, "to", nowhere), Map.of("from", nowhere, "to", one))) {
      assertThat(NotionUser.code(user.run(NOTE_LINK, pair))).isEqualTo(ProblemCode.NOT_FOUND);
    }
    assertThat(user.blocks(one)).hasSize(1);
    assertThat(NotionUser.code(user.run(NOTE_LINK, Map.of("from", one, "to", one))))
        .isEqualTo(ProblemCode.INVALID_COMMAND);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whateverHappensToARequestEachNamesTheOtherOnce(Fault fault) {
    String one = create(user, "One");
    String two = create(user, "Two");
    user.next("PATCH", CHILDREN, fault);
    link(one, two);
    assertThat(user.blocks(one)).hasSize(3);
    assertThat(user.blocks(two)).hasSize(3);
    String three = create(user, "Three");
    user.after(1, "PATCH", CHILDREN, fault);
    link(one, three);
    assertThat(user.blocks(one)).hasSize(4);
    assertThat(user.blocks(three)).hasSize(3);
  }

  @Test
  void whereverTheWorkerDiesEachNamesTheOtherOnce() {
    Crashes.everywhere(
        6,
        NOTE_LINK,
        someone -> Map.of("from", create(someone, "One"), "to", create(someone, "Two")),
        (someone, result) -> {
          NotionUser.output(result);
          for (String title : List.of("One", "Two")) {
            assertThat(someone.blocks(someone.pages(title).getFirst().id())).hasSize(3);
          }
        });
  }

  private int link(String from, String to) {
    return user.succeeded(NOTE_LINK, Map.of("from", from, "to", to)).path("added").asInt();
  }

  private String markdown(String page) {
    return user.succeeded(NOTE_GET, Map.of("page", page)).path("markdown").asString();
  }

  private static String create(NotionUser someone, String title) {
    return someone
        .succeeded(NOTE_CREATE, Map.of("title", title, "markdown", "text"))
        .path("page")
        .asString();
  }
}
