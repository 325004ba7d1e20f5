package dev.errand.mailworker.operations;

import static dev.errand.schemas.mail.MailOperations.FOLDER_LIST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The folders of many folders come in few requests, and each stays where it is. */
class ListFoldersTest {

  private static final String BATCH = "/graph/v1.0/$batch";

  private final Post post = new Post();

  private String make(String path, String name) {
    return post.post("ann", path, "{\"displayName\": \"" + name + "\"}").path("id").asString();
  }

  private void families(int count) {
    for (int i = 0; i < count; i++) {
      String parent = make("/me/mailFolders", "parent " + i);
      var _ = make("/me/mailFolders/" + Post.encoded(parent) + "/childFolders", "child " + i);
    }
  }

  private List<JsonNode> folders() {
    Result result = post.run(FOLDER_LIST, "{}");
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    return Objects.requireNonNull(result.output()).path("folders").valueStream().toList();
  }

  private static void assertEachIsInItsOwn(List<JsonNode> folders, int families) {
    Map<String, String> names = new HashMap<>();
    folders.forEach(one -> names.put(one.path("folder").asString(), one.path("name").asString()));
    assertThat(
            folders.stream()
                .filter(one -> one.path("name").asString().startsWith("child "))
                .map(one -> names.get(one.path("parent").asString()))
                .toList())
        .hasSize(families)
        .doesNotHaveDuplicates();
    folders.stream()
        .filter(one -> one.path("name").asString().startsWith("child "))
        .forEach(
            one ->
                assertThat(names.get(one.path("parent").asString()))
                    .isEqualTo(one.path("name").asString().replace("child", "parent")));
  }

  private long calls(String route) {
    return post.calls().stream().filter(call -> call.route().equals(route)).count();
  }

  @Test
  void twentyListsAreReadInOneRequest() {
    families(25);
    long before = post.calls().size();
    assertEachIsInItsOwn(folders(), 25);
    assertThat(calls(BATCH)).isEqualTo(2);
    assertThat(post.calls().size() - before).isEqualTo(1 + 2 + 25);
  }

  @Test
  void aListThatIsLongerThanItsPartGoesOn() {
    families(2);
    String parent = make("/me/mailFolders", "large");
    for (int i = 0; i < 130; i++) {
      var _ = make("/me/mailFolders/" + Post.encoded(parent) + "/childFolders", "one of " + i);
    }
    List<JsonNode> folders = folders();
    assertEachIsInItsOwn(folders, 2);
    assertThat(folders.stream().filter(one -> one.path("parent").asString("").equals(parent)))
        .hasSize(130);
  }

  @Test
  void aListThatLeadsToItselfEndsWithWhatItHas() {
    for (int i = 0; i < 100; i++) {
      post.strike(
          Fault.answer(
              Point.BEFORE,
              Post.json(
                  200,
                  """
                  {"value": [{"id": "a", "displayName": "A", "childFolderCount": 0}],
                   "@odata.nextLink": "/graph/v1.0/me/mailFolders?$skiptoken=same"}
                  """)),
          "GET",
          Post.FOLDERS);
    }
    assertThat(folders().stream().map(one -> one.path("name").asString())).containsExactly("A");
    assertThat(calls(Post.FOLDERS)).isEqualTo(20);
  }

  @Test
  void whatIsThrottledInABatchIsReadAgain() {
    families(3);
    post.strike(post.preset("429"), "GET", Post.CHILDREN);
    assertEachIsInItsOwn(folders(), 3);
    assertThat(calls(BATCH)).isEqualTo(2);
  }
}
