package dev.errand.apiingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.files.FileStore;
import dev.errand.runtime.files.FilesMeter;
import dev.errand.runtime.files.Purpose;
import dev.errand.runtime.files.StoredFile;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Files of people who come over HTTP. */
abstract class AttachmentApiTest extends ApiTest {

  static final String FILES = "/v1/attachments";

  @Autowired FileStore store;
  @Autowired MeterRegistry meters;

  final String user = newUser();

  HttpResponse<String> upload(String by, String name, String type, byte[] content) {
    return send(
        as(by, FILES + "?name=" + URLEncoder.encode(name, UTF_8))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(content)));
  }

  String uploaded(String by) {
    HttpResponse<String> answer = upload(by, "plan.pdf", "application/pdf", new byte[9]);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer).path("id").stringValue();
  }

  long rows() {
    return sql.sql("select count(*) from stored_file where user_id = :user")
        .param("user", user)
        .query(Long.class)
        .single();
  }

  JsonNode listed(String by) {
    return json(send(as(by, FILES))).path("attachments");
  }

  HttpResponse<String> call(String method, String path) {
    return send(as(user, FILES + "/" + path).method(method, BodyPublishers.noBody()));
  }

  private String head(String length) {
    return "POST /v1/attachments?name=plan.pdf HTTP/1.1\r\n"
        + "Host: localhost\r\n"
        + "Authorization: Bearer "
        + TestTokens.of(user)
        + "\r\nContent-Type: application/pdf\r\n"
        + length
        + "\r\n";
  }

  /** Begins an upload and sends so much of it. */
  Socket begun(String length, int sent) throws IOException {
    Socket socket = new Socket("localhost", port);
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(head(length).getBytes(ISO_8859_1));
    socket.getOutputStream().write(new byte[sent]);
    socket.getOutputStream().flush();
    return socket;
  }

  static String status(Socket socket) throws IOException {
    byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
    return new String(line, ISO_8859_1).substring("HTTP/1.1 ".length());
  }

  StoredFile found(String by) throws IOException {
    return found(by, "Zürich \"plan\".pdf", new ByteArrayInputStream("hello".getBytes(UTF_8)));
  }

  /** As the mail worker does it. */
  StoredFile found(String by, String name, InputStream content) throws IOException {
    uploaded(by); // and so has a data key
    var _ =
        sql.sql(
                """
                insert into connection (id, user_id, provider, account, scopes, facts, state,
                  version, access_token, changed_at)
                values (gen_random_uuid(), :user, 'microsoft', gen_random_uuid(), '{}', '{}',
                  'active', 1, 'x', now())
                on conflict do nothing
                """)
            .param("user", by)
            .update();
    return ((FileStore.Kept.Here) store.keep(get(by), name, "application/pdf", 0, content)).file();
  }

  private static Command get(String by) {
    return new Command(
        new UserId(by),
        new CommandId(newId()),
        MailOperations.ATTACHMENT_GET,
        "urn:test",
        Priority.INTERACTIVE,
        null,
        null,
        null,
        null,
        JsonNodeFactory.instance.objectNode());
  }

  /** Whoever does not read holds little of it. */
  Socket fetching(StoredFile file) throws IOException {
    return fetching(file, 64 * 1024);
  }

  /** Whoever does not read holds so much of it. */
  Socket fetching(StoredFile file, int unread) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(unread);
    socket.connect(new InetSocketAddress("localhost", port));
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write(
            ("GET /v1/attachments/"
                    + file.id()
                    + "/content HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + TestTokens.of(user)
                    + "\r\n\r\n")
                .getBytes(ISO_8859_1));
    return socket;
  }

  double transfers(Purpose purpose, FilesMeter.Outcome outcome) {
    return meters
        .counter(
            "errand.files.transfers",
            "purpose",
            purpose.wireName(),
            "outcome",
            outcome.name().toLowerCase(Locale.ROOT))
        .count();
  }
}
