package dev.errand.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A child JVM of the same JDK and with the same class path as this one. */
public final class OwnJava {

  private OwnJava() {}

  static List<String> command(List<String> options, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(executable());
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(mainClass);
    command.addAll(arguments);
    return List.copyOf(command);
  }

  /** The {@code java} that runs us. */
  public static String executable() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
