package dev.errand.mailworker.operations;

import static dev.errand.mailworker.operations.Attached.LINK_AND_ITEM;
import static dev.errand.mailworker.operations.Attached.assertRefused;
import static dev.errand.mailworker.operations.Attached.data;
import static dev.errand.mailworker.operations.Attached.file;
import static dev.errand.mailworker.operations.Attached.files;
import static dev.errand.mailworker.operations.Attached.output;
import static dev.errand.mailworker.operations.Attached.zeros;
import static dev.errand.schemas.mail.MailOperations.ATTACHMENT_GET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What is attached to a mail is fetched, byte for byte. */
class FetchedFilesTest {

  private final Post post = new Post();
  private final Attached attached = new Attached(post);

  @Test
  void aFileComesByteForByte() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    String base64 = Base64.getEncoder().encodeToString(bytes);
    JsonNode got = output(attached.get(attached.mail(file("all bytes", base64)), 0));
    assertThat(got.path("content").asString()).isEqualTo(base64);
    assertThat(got.path("size").asInt()).isEqualTo(256);
    assertThat(got.path("name").asString()).isEqualTo("all bytes");
    assertThat(got.path("contentType").asString()).isEqualTo("text/plain");
  }

  @Test
  void anEmptyFileIsEmpty() {
    assertThat(output(attached.get(attached.mail(file("empty", "")), 0)).path("size").asInt())
        .isZero();
  }

  @Test
  void aMailThatIsAttachedComesAsItsText() {
    JsonNode got = output(attached.get(attached.mail(LINK_AND_ITEM), 0));
    assertThat(got.path("contentType").asString()).isEqualTo("message/rfc822");
    assertThat(
            new String(
                Base64.getDecoder().decode(got.path("content").asString()), StandardCharsets.UTF_8))
        .contains("Subject: Old");
  }

  @Test
  void aLinkIsNoFile() {
    assertRefused(attached.get(attached.mail(LINK_AND_ITEM), 1));
  }

  @Test
  void theLargestFileOfTheSchemaFitsIntoAResult() {
    JsonNode got = output(attached.get(attached.mail(file("large", zeros(690_000))), 0));
    assertThat(got.path("size").asInt()).isEqualTo(690_000);
    assertThat(new OperationCatalog().validateOutput(ATTACHMENT_GET, got))
        .isInstanceOf(OperationCatalog.Validation.Valid.class);
  }

  @ParameterizedTest
  @MethodSource("dev.errand.mailworker.operations.PassingFaults#thatAreSeen")
  void fetchingIsSimplyRepeated(String fault) {
    Received mail = attached.mail(files(1));
    post.strike(post.preset(fault), "GET", Post.CONTENT);
    assertThat(output(attached.get(mail, 0)).path("content").asString()).isEqualTo("SGVsbG8=");
  }

  @Test
  void anAttachmentOfAnotherMailOrPersonIsNotFoundAsOneThatIsNowhere() {
    Received mail = attached.mail(files(1));
    mail.assertHiddenFrom(id -> post.run(ATTACHMENT_GET, data(id, "AAMkAG=")));
    String other = attached.listed(attached.mail(files(1))).path(0).path("attachment").asString();
    Result wrong = post.run(ATTACHMENT_GET, data(mail.id(), other));
    Result random = post.run(ATTACHMENT_GET, data(mail.id(), Received.nobodys(other)));
    assertThat(Received.problem(wrong).code()).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(Received.toldOf(wrong)).isEqualTo(Received.toldOf(random));
  }
}
