package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.Attachment;
import dev.errand.sandbox.graph.mailbox.MailErrors;
import dev.errand.sandbox.graph.mailbox.MailTypes;
import dev.errand.sandbox.graph.mailbox.Message;
import dev.errand.sandbox.graph.mailbox.PostOffice;
import dev.errand.sandbox.graph.mailbox.Upload;
import dev.errand.sandbox.graph.odata.BodyReader;
import dev.errand.sandbox.graph.odata.ODataError;
import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.http.Effect;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import dev.errand.sandbox.http.Router;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Upload sessions. A session is opened at Graph; its ranges go to another host, here below {@code
 * /outlook}, by an address that carries its own token. Who sends the person's token there, too, is
 * refused.
 */
final class UploadEndpoints {

  static final String PREFIX = "/outlook/api/v2.0";

  private static final String SESSION = PREFIX + "/{user}/{message}/{session}";

  private static final Pattern NAMED = Pattern.compile("AttachmentSessions\\('(.+)'\\)");
  private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,12})-(\\d{1,12})/(\\d{1,12})");

  private final PostOffice postOffice;
  private final Callers callers;
  private final Throttle throttle;
  private final Gate gate;

  UploadEndpoints(PostOffice postOffice, Callers callers, Throttle throttle, Gate gate) {
    this.postOffice = postOffice;
    this.callers = callers;
    this.throttle = throttle;
    this.gate = gate;
  }

  void routes(Router router) {
    router.add(Area.GRAPH, "PUT", SESSION, gate.answering(this::put));
    router.add(Area.GRAPH, "GET", SESSION, gate.answering(this::status));
    router.add(Area.GRAPH, "DELETE", SESSION, gate.answering(this::cancel));
    router.fallback(
        Area.GRAPH,
        "/outlook",
        gate.answering(
            _ -> {
              throw MailErrors.itemNotFound();
            }));
  }

  Reply create(Call call) {
    ObjectNode said = Parameters.read(call, "createUploadSession", "attachmentItem");
    ObjectNode item = BodyReader.read(said.path("attachmentitem"), MailTypes.ATTACHMENT_ITEM);
    Upload upload =
        postOffice
            .uploads()
            .begin(
                call.mailbox(),
                call.variable("id"),
                item,
                call.caller().app(),
                callers.uploadToken());
    ObjectNode body = Json.object();
    body.put("@odata.context", call.base() + "/$metadata#microsoft.graph.uploadSession");
    body.put("uploadUrl", sessionUrl(call.request(), upload));
    body.put("expirationDateTime", upload.expires().toString());
    body.putArray("nextExpectedRanges").add("0-");
    return Reply.json(201, body).withEffect(Effect.of("upload-session", upload.id()));
  }

  private Reply put(Request request) {
    Upload upload = session(request);
    byte[] bytes = request.body();
    Matcher range = RANGE.matcher(request.header("content-range").orElse(""));
    if (!range.matches()) {
      throw MailErrors.badRange("The Content-Range header is missing or malformed.");
    }
    if (bytes.length > Upload.LARGEST_RANGE) {
      throw MailErrors.tooLarge();
    }
    Optional<Throttle.Refusal> refusal =
        throttle.upload(upload.app(), upload.owner(), bytes.length);
    if (refusal.isPresent()) {
      return gate.throttled(refusal.get());
    }
    @Nullable Attachment attachment =
        postOffice
            .uploads()
            .take(upload, number(range, 1), number(range, 2), number(range, 3), bytes);
    return attachment == null ? progress(request, upload) : finished(request, upload, attachment);
  }

  private Reply progress(Request request, Upload upload) {
    ObjectNode body = Json.object();
    body.put("@odata.context", host(request) + PREFIX + "/$metadata#AttachmentSessions/$entity");
    body.put("ExpirationDateTime", upload.expires().toString());
    body.putArray("nextExpectedRanges").add(Long.toString(upload.next()));
    return Reply.json(200, body).forPerson(callers.personId(upload.owner()));
  }

  private Reply finished(Request request, Upload upload, Attachment attachment) {
    Message message = upload.message();
    return Reply.empty(201)
        .withHeader("location", of(request, upload) + "/Attachments('" + attachment.id() + "')")
        .withEffect(
            new Effect("attachment", attachment.id(), message.extendedValue("ErrandCommand")))
        .forPerson(callers.personId(upload.owner()));
  }

  private Reply status(Request request) {
    Upload upload = session(request);
    if (!postOffice.uploads().tellStatus()) {
      throw new ODataError(405, "ErrorInvalidRequest", "The OData request is not supported.");
    }
    return progress(request, upload);
  }

  private Reply cancel(Request request) {
    Upload upload = session(request);
    postOffice.uploads().cancel(upload);
    return Reply.empty(204)
        .withEffect(Effect.of("upload-cancel", upload.id()))
        .forPerson(callers.personId(upload.owner()));
  }

  private Upload session(Request request) {
    if (request.header("authorization").isPresent()) {
      throw MailErrors.foreignToken();
    }
    Matcher named = NAMED.matcher(request.variable("session"));
    if (!named.matches()) {
      throw MailErrors.itemNotFound();
    }
    return postOffice.uploads().require(named.group(1), request.query("authtoken").orElse(null));
  }

  private static long number(Matcher range, int group) {
    return Long.parseLong(range.group(group));
  }

  private static String sessionUrl(Request request, Upload upload) {
    return of(request, upload)
        + "/AttachmentSessions('"
        + upload.id()
        + "')?authtoken="
        + upload.secret();
  }

  private static String of(Request request, Upload upload) {
    return "%s%s/Users('%s@sandbox')/Messages('%s')"
        .formatted(host(request), PREFIX, upload.owner().id(), upload.message().id());
  }

  private static String host(Request request) {
    return "http://" + request.header("host").orElse("localhost");
  }
}
