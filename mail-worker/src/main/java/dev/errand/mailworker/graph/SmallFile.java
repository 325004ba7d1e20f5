package dev.errand.mailworker.graph;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import org.springframework.util.StreamUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file to be attached in one request, as {@link NewAttachedFile}, of which the text in base64 is
 * made while it is sent: three megabytes in three, and not in fifteen.
 */
final class SmallFile {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final byte[] END = "\"}".getBytes(UTF_8);

  private final byte[] begin;
  private final byte[] content;

  SmallFile(String name, String contentType, byte[] content) {
    this.begin =
        """
        {"@odata.type":"#microsoft.graph.fileAttachment","name":%s,"contentType":%s,"contentBytes":"\
        """
            .formatted(JSON.writeValueAsString(name), JSON.writeValueAsString(contentType))
            .getBytes(UTF_8);
    this.content = content;
  }

  long length() {
    return begin.length + (content.length + 2L) / 3 * 4 + END.length;
  }

  void write(OutputStream out) throws IOException {
    out.write(begin);
    try (OutputStream base64 = Base64.getEncoder().wrap(StreamUtils.nonClosing(out))) {
      base64.write(content);
    }
    out.write(END);
  }
}
