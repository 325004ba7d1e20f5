package dev.errand.noteworker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Each time that anything in this process reads from a socket or writes to one, by Java's own. */
final class HeardSockets implements AutoCloseable {

  private final Recording recording = new Recording();

  HeardSockets() {
    for (String event : List.of("jdk.SocketRead", "jdk.SocketWrite")) {
      var _ =
          recording.enable(event).withoutThreshold().withoutStackTrace().with("throttle", "off");
    }
    recording.start();
  }

  /** With whom, until now: {@code address:port}. */
  List<String> others() throws IOException {
    recording.stop();
    Path file = Files.createTempFile("sockets", ".jfr");
    try {
      recording.dump(file);
      return RecordingFile.readAllEvents(file).stream().map(HeardSockets::other).toList();
    } finally {
      Files.delete(file);
    }
  }

  private static String other(RecordedEvent event) {
    return event.getString("address") + ":" + event.getInt("port");
  }

  @Override
  public void close() {
    recording.close();
  }
}
