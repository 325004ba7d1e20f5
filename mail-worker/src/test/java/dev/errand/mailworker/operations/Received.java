package dev.errand.mailworker.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.Objects;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A mail that came to somebody from outside. */
final class Received {

  private static final String MAIL =
      """
      {"subject": "Trip", "isRead": false, "body": {"contentType": "text", "content": "Hello"},
       "from": {"emailAddress": {"name": "Cat", "address": "cat@other.example"}},
       "toRecipients": [{"emailAddress": {"address": "ann@sandbox.example"}}]}
      """;

  private final Post post;
  private final String person;
  private final JsonNode ids;

  Received(Post post, String person) {
    this(post, person, MAIL);
  }

  Received(Post post, String person, String json) {
    this.post = post;
    this.person = person;
    this.ids = post.receive(person, json);
  }

  /** As the worker gives it out: it stays. */
  String id() {
    return ids.path("immutableId").asString();
  }

  /** The one that a move changes. */
  String passingId() {
    return ids.path("id").asString();
  }

  JsonNode now() {
    return post.get(person, "/me/messages/" + Post.encoded(id()));
  }

  String internetMessageId() {
    return now().path("internetMessageId").asString();
  }

  /** The id of its first attachment. */
  String attachment() {
    return post.get(person, "/me/messages/" + Post.encoded(id()) + "/attachments")
        .path("value")
        .path(0)
        .path("id")
        .asString();
  }

  String folder() {
    return now().path("parentFolderId").asString();
  }

  /** An id that was its own until it was moved. */
  String staleId() {
    post.move(person, id(), "archive");
    return passingId();
  }

  void copy() {
    var _ =
        post.post(
            person,
            "/me/messages/" + Post.encoded(id()) + "/copy",
            "{\"destinationId\": \"archive\"}");
  }

  /** A person who is not connected to that mailbox learns nothing: not even that it is there. */
  void assertHiddenFrom(Function<String, Result> deed) {
    Received bens = new Received(post, "ben");
    JsonNode before = bens.now();
    Result foreign = deed.apply(bens.id());
    Result random = deed.apply(nobodys(id()));
    assertThat(foreign.status()).isEqualTo(Status.FAILED);
    assertThat(problem(foreign).code()).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(toldOf(foreign)).isEqualTo(toldOf(random));
    assertThat(bens.now()).isEqualTo(before);
  }

  /** As well formed as that one, and nobody's. */
  static String nobodys(String id) {
    return id.substring(0, 50) + "AAAAAAAA" + id.substring(58);
  }

  static Problem problem(Result result) {
    return Objects.requireNonNull(result.problem());
  }

  /** All but the name that the provider gave its answer. */
  static String toldOf(Result result) {
    Problem problem = problem(result);
    return result.status()
        + problem.toString().replace(String.valueOf(problem.providerRequestId()), "");
  }
}
