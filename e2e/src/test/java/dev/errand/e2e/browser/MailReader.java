package dev.errand.e2e.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.UnhandledAlertException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A mail program that shows whatever it is given as it is, with everything switched on, and
 * somebody who points at, presses and types into all they see, but follows no link. It tells what
 * came of that besides showing: a script that ran, a request that went out, another page, a link
 * that is none to a page or an address. Nothing leaves the machine. For one thread.
 */
final class MailReader implements AutoCloseable {

  /** What a script would do to be noticed; and who tells of it. */
  private static final String WATCH =
      """
      for (const name of ['alert', 'confirm', 'prompt', 'open', 'fetch', 'eval']) {
        window[name] = () => console.error('RAN: ' + name);
      }
      """;

  /** Each handler is its element's own, so nothing need rise from one to the next. */
  private static final String USE =
      """
      const events = ['mouseover', 'mouseenter', 'pointerover', 'focus', 'blur', 'input', 'keydown',
        'toggle', 'cancel', 'start', 'begin', 'play', 'load', 'error', 'submit', 'click'];
      const wrong = [];
      for (const each of document.querySelectorAll('*')) {
        const link = each.closest('a[href]');
        events
          .filter(event => event !== 'click' || !link)
          .forEach(event => each.dispatchEvent(new Event(event)));
        if (each === link && !['http:', 'https:', 'mailto:'].includes(link.protocol)) {
          wrong.push('LINK: ' + link.protocol);
        }
        if (['FORM', 'INPUT', 'BUTTON', 'IFRAME', 'OBJECT', 'EMBED', 'SCRIPT'].includes(each.tagName)) {
          wrong.push('THERE: ' + each.tagName);
        }
      }
      return wrong;
      """;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final ChromeDriver driver;
  private final HttpServer server;
  private final String home;
  private volatile byte[] shown = {};

  MailReader(Chromium chromium) {
    driver = chromium.start(Map.of(), "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost");
    var _ =
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    home = "http://localhost:" + server.getAddress().getPort() + "/";
    var _ = server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange call) throws IOException {
    try (call) {
      boolean mail = call.getRequestURI().getPath().equals("/");
      call.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
      call.sendResponseHeaders(mail ? 200 : 404, mail ? shown.length : -1);
      if (mail) {
        call.getResponseBody().write(shown);
      }
    }
  }

  /** All that it does besides being shown; empty if nothing. */
  List<String> whatDoes(String html) {
    shown = html.getBytes(UTF_8);
    List<String> does = new ArrayList<>();
    try {
      driver.get(home);
      if (driver.executeScript(USE) instanceof List<?> wrong) {
        wrong.forEach(each -> does.add(String.valueOf(each)));
      }
      if (!driver.getCurrentUrl().equals(home)) {
        does.add("WENT: " + driver.getCurrentUrl());
      }
    } catch (UnhandledAlertException shouted) {
      does.add("RAN: " + shouted.getAlertText());
    }
    does.addAll(requests());
    driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(entry -> "SAID: " + entry.getMessage())
        .filter(said -> !said.contains("favicon.ico"))
        .forEach(does::add);
    return does;
  }

  private List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> JSON.readTree(entry.getMessage()).path("message"))
        .filter(message -> message.path("method").asString("").equals("Network.requestWillBeSent"))
        .map(message -> message.at("/params/request/url"))
        .map(JsonNode::asString)
        .filter(url -> !url.equals(home) && !url.equals(home + "favicon.ico"))
        .map(url -> "ASKED: " + url)
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
    server.stop(0);
  }
}
