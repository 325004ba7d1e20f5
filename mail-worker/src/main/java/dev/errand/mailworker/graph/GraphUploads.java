package dev.errand.mailworker.graph;

import dev.errand.pipeline.AccessToken;
import dev.errand.runtime.http.Done;
import dev.errand.runtime.http.HttpFailure;
import dev.errand.runtime.http.NoAnswer;
import dev.errand.runtime.http.PostBody;
import dev.errand.runtime.http.ProviderHttp;
import dev.errand.runtime.http.PutBytes;
import dev.errand.schemas.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/**
 * Uploaded files through Graph: <a
 * href="https://learn.microsoft.com/graph/outlook-large-attachments">outlook-large-attachments</a>.
 *
 * <ol>
 *   <li>Each method is one request.
 *   <li>The address of a session lets whoever has it write into the mail: it is a {@link Secret},
 *       and neither an exception nor a record shows it.
 *   <li>A range and a question go only where {@link UploadHosts} lets them, and with nothing that
 *       tells whose they are: no token, no id, no trace.
 * </ol>
 *
 * <p>For all threads.
 */
public final class GraphUploads {

  /**
   * Documented for a range: "less than 4 MB". Twelve of the 320 KiB that Graph's files count in.
   */
  public static final int RANGE = 12 * 320 * 1024;

  /** What is smaller than 3 MB gets no session; nobody says which of the two MB that is. */
  private static final String TOO_SMALL = "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize";

  private static final int OTHER_PLACE = 416;

  /** Those that were seen have some 2,000 characters. */
  private static final int LONGEST_URL = 8_000;

  /** What a session says that is over is not documented; it carries its own permission. */
  private static final Set<Integer> GONE = Set.of(401, 403, 404, 410);

  private static final Pattern BEGINNING = Pattern.compile("([0-9]{1,12})(-[0-9]{0,12})?");

  private final GraphUploadsApi api;
  private final PutBytes bytes;
  private final PostBody bodies;
  private final URI baseUrl;
  private final UploadHosts hosts;

  public GraphUploads(ProviderHttp http, URI baseUrl) {
    this.api = http.api(GraphUploadsApi.class, baseUrl);
    this.bytes = http.bytes();
    this.bodies = http.bodies();
    this.baseUrl = baseUrl;
    this.hosts = new UploadHosts(baseUrl);
  }

  /** What became of the wish for a session. */
  public sealed interface Opened {

    /** It may begin with the first byte. */
    record Session(Secret url) implements Opened {}

    /** The file is to be attached as small ones are. */
    record TooSmall() implements Opened {}

    /** The file would have to go where no file goes. */
    record Elsewhere() implements Opened {}
  }

  /** Where a session is. */
  public sealed interface Progress {

    /** It has all bytes before that one. */
    record Next(long place) implements Progress {}

    /** It has all, and the file is attached. */
    record Whole() implements Progress {}

    /** It is not there where the range begins. */
    record Elsewhere() implements Progress {}

    /** It is over, with the file attached or not. */
    record Gone() implements Progress {}
  }

  /** Attaches a file of less than 3 MB to a draft, without a session. */
  public void attach(
      AccessToken token, String draft, String name, String contentType, byte[] content) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.AUTHORIZATION, token.secret().bearer());
    headers.set("client-request-id", UUID.randomUUID().toString());
    headers.set("Prefer", GraphMailApi.IMMUTABLE_IDS);
    headers.setContentType(MediaType.APPLICATION_JSON);
    headers.setAccept(List.of(MediaType.APPLICATION_JSON));
    SmallFile file = new SmallFile(name, contentType, content);
    Done done = bodies.post(attachments(draft), headers, file.length(), file::write);
    if (done.status() != HttpStatus.CREATED.value() || !done.body().isObject()) {
      throw notDocumented();
    }
  }

  /** Ids hold what has a meaning in an address. */
  private URI attachments(String draft) {
    return UriComponentsBuilder.fromUri(baseUrl)
        .path("/me/messages/{message}/attachments")
        .encode()
        .buildAndExpand(draft)
        .toUri();
  }

  /** Opens a session for a file of a draft. It ends by itself, and until then nobody sees it. */
  public Opened open(AccessToken token, String draft, NewUpload file) {
    try {
      return session(
          Documented.body(
              api.open(token.secret().bearer(), UUID.randomUUID(), draft, file),
              HttpStatus.CREATED));
    } catch (HttpFailure failure) {
      if (TOO_SMALL.equals(failure.body().path("error").path("code").asString(""))) {
        return new Opened.TooSmall();
      }
      throw failure;
    }
  }

  private Opened session(JsonNode answer) {
    String url = answer.path("uploadUrl").asString("");
    if (url.isEmpty()
        || url.length() > LONGEST_URL
        || !url.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw notDocumented();
    }
    Secret secret = Secret.of(url);
    return hosts.allowed(secret).isPresent() ? new Opened.Session(secret) : new Opened.Elsewhere();
  }

  /**
   * Sends a range.
   *
   * @param from where in the file its first byte is
   * @param size of the file
   */
  public Progress send(Secret url, byte[] range, long from, long size) {
    Optional<URI> address = hosts.allowed(url);
    if (address.isEmpty()) {
      return new Progress.Gone(); // where files went to once, and go to no more
    }
    String where = "bytes %d-%d/%d".formatted(from, from + range.length - 1, size);
    try {
      return progress(bytes.put(address.get(), where, range), from + range.length, size);
    } catch (HttpFailure failure) {
      if (failure.status() == OTHER_PLACE) {
        return new Progress.Elsewhere();
      }
      if (GONE.contains(failure.status())) {
        return new Progress.Gone();
      }
      throw failure;
    }
  }

  /** More than what was sent cannot be there: to believe it would be to leave out the rest. */
  private static Progress progress(Done done, long sent, long size) {
    if (done.status() == HttpStatus.CREATED.value() && sent == size) {
      return new Progress.Whole();
    }
    long next = next(done.body()).orElseThrow(GraphUploads::notDocumented);
    if (done.status() != HttpStatus.OK.value() || next > sent || next >= size) {
      throw notDocumented();
    }
    return new Progress.Next(next);
  }

  /**
   * Asks a session where it is. Microsoft's own client does so; of Outlook's sessions it is not
   * documented that they answer at all. So whatever goes wrong means that it does not say.
   */
  public OptionalLong ask(Secret url) {
    try {
      Optional<URI> address = hosts.allowed(url);
      return address.isEmpty() ? OptionalLong.empty() : next(bytes.ask(address.get()).body());
    } catch (HttpFailure | NoAnswer doesNotSay) {
      return OptionalLong.empty();
    }
  }

  /** The beginning of the first of the ranges that are missing. */
  private static OptionalLong next(JsonNode body) {
    Matcher range = BEGINNING.matcher(body.path("nextExpectedRanges").path(0).asString("").strip());
    return range.matches() ? OptionalLong.of(Long.parseLong(range.group(1))) : OptionalLong.empty();
  }

  private static NoAnswer notDocumented() {
    return new NoAnswer(true, "the answer was not the documented one");
  }
}
