package dev.errand.runtime.http;

import dev.errand.pipeline.CallPermission;
import java.io.IOException;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Asks for permission when the connection is there and all that is left is to write to it, and
 * counts from then on how long the answer takes.
 */
final class SendWithPermission extends HttpRequestExecutor {

  private final Duration longest;
  private final Duration quiet;

  /**
   * Bounds each call.
   *
   * @param longest from the first byte of a request to the last of its answer
   * @param quiet how long nothing of it may come
   */
  SendWithPermission(Duration longest, Duration quiet) {
    this.longest = longest;
    this.quiet = quiet;
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      HttpResponseInformationCallback information,
      HttpContext context)
      throws IOException, HttpException {
    CallPermission.mayBegin();
    long end = System.nanoTime() + longest.toNanos();
    ClassicHttpResponse response = super.execute(request, connection, information, context);
    if (response.getEntity() != null) {
      response.setEntity(new InTime(response.getEntity(), connection, end, quiet));
    }
    return response;
  }
}
