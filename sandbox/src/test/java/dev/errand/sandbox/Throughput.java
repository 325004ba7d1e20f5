package dev.errand.sandbox;

import dev.errand.sandbox.limit.Limit;
import dev.errand.sandbox.people.Person;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How much the sandbox costs: not a test, run it by hand. Sends half appends, half page reads of
 * 200 people over plain sockets, and prints calls a second and the CPU time the sandbox's event
 * loop took for each.
 */
final class Throughput {

  private static final int PEOPLE = 200;
  private static final int CONNECTIONS = 8;
  private static final Duration LENGTH = Duration.ofSeconds(10);

  private Throughput() {}

  public static void main(String[] args) throws Exception {
    try (SandboxServer sandbox = SandboxServer.start(0);
        ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS)) {
      sandbox.world().limits().set("notion.connection", new Limit(0, Duration.ofMinutes(1)));
      List<byte[]> calls = calls(sandbox);
      run(sandbox, clients, calls);
      long cpuBefore = loopNanos();
      long start = System.nanoTime();
      long done = run(sandbox, clients, calls);
      double seconds = (System.nanoTime() - start) / 1e9;
      long cpu = loopNanos() - cpuBefore;
      System.out.printf(
          Locale.ROOT,
          "%.0f calls/s with %d connections; %.0f us of event loop CPU a call, so %.0f calls/s on"
              + " one core%n",
          done / seconds,
          CONNECTIONS,
          cpu / 1000.0 / done,
          done * 1e9 / cpu);
    }
  }

  private static long run(SandboxServer sandbox, ExecutorService clients, List<byte[]> calls)
      throws Exception {
    List<Future<Long>> counts = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      int offset = i * calls.size() / CONNECTIONS;
      counts.add(clients.submit(() -> send(sandbox, calls, offset)));
    }
    long done = 0;
    for (Future<Long> count : counts) {
      done += count.get();
    }
    return done;
  }

  private static long send(SandboxServer sandbox, List<byte[]> calls, int offset)
      throws IOException {
    long end = System.nanoTime() + LENGTH.toNanos();
    long done = 0;
    try (Socket socket = new Socket("localhost", sandbox.uri().getPort())) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (System.nanoTime() < end) {
        out.write(calls.get((int) ((offset + done) % calls.size())));
        readAnswer(in);
        done++;
      }
    }
    return done;
  }

  private static void readAnswer(InputStream in) throws IOException {
    String line = line(in);
    if (!line.startsWith("HTTP/1.1 200")) {
      throw new IOException(line);
    }
    int length = 0;
    for (line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    in.skipNBytes(length);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("The connection was closed");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static List<byte[]> calls(SandboxServer sandbox) {
    List<byte[]> calls = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      Person person = sandbox.world().people().make("person" + i);
      String page = sandbox.notion().makePage(person, "Page", null);
      sandbox.notion().share(person, page);
      String token = sandbox.world().notionToken(person).value();
      calls.add(
          call(
              "PATCH",
              "/notion/v1/blocks/" + page + "/children",
              token,
              NotionClient.children("x")));
      calls.add(call("GET", "/notion/v1/pages/" + page, token, ""));
    }
    return calls;
  }

  private static byte[] call(String method, String path, String token, String body) {
    return """
    %s %s HTTP/1.1
    host: localhost
    authorization: Bearer %s
    notion-version: 2026-03-11
    content-type: application/json
    content-length: %d

    %s\
    """
        .formatted(method, path, token, body.length(), body)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static long loopNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (long id : threads.getAllThreadIds()) {
      var info = threads.getThreadInfo(id);
      if (info != null && info.getThreadName().startsWith("sandbox")) {
        nanos += threads.getThreadCpuTime(id);
      }
    }
    return nanos;
  }
}
