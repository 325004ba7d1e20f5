package dev.errand.local.stack;

import dev.errand.local.LocalDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One app of ours, as the stack runs it.
 *
 * @param title what it is, for the person who reads the status
 * @param jar the built app
 * @param health the path that answers 200 when it is ready
 * @param portVariable the environment variable that moves it elsewhere
 * @param heap as {@code 384m}
 * @param javaOptions beside those that each app is started with
 */
record App(
    String name,
    String title,
    Path jar,
    int port,
    String portVariable,
    String health,
    String heap,
    List<String> javaOptions,
    Map<String, String> environment) {

  /** The same app as another process. */
  App beside(String otherName, int otherPort) {
    Map<String, String> moved = new TreeMap<>(environment);
    moved.computeIfPresent(
        "SPRING_APPLICATION_JSON",
        (name, json) ->
            ((ObjectNode) JsonMapper.shared().readTree(json))
                .put("server.port", otherPort)
                .toString());
    return new App(
        otherName, title, jar, otherPort, portVariable, health, heap, javaOptions, moved);
  }

  /** The same app with more options for its JVM. */
  App with(List<String> moreJavaOptions) {
    List<String> options = new ArrayList<>(javaOptions);
    options.addAll(moreJavaOptions);
    return new App(name, title, jar, port, portVariable, health, heap, options, environment);
  }

  /** Its settings, for the database as that role sees it, and without its log. */
  String properties(LocalDatabase database) {
    ObjectNode properties =
        (ObjectNode) JsonMapper.shared().readTree(environment.get("SPRING_APPLICATION_JSON"));
    database.springProperties().forEach(properties::put);
    return properties.put("logging.level.root", "off").toString();
  }

  /** What it is an instance of, as {@code note-worker}. */
  String module() {
    return jar.getFileName().toString().replace("-app.jar", "");
  }

  String url() {
    return "http://localhost:" + port;
  }
}
