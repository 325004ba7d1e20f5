package dev.errand.bench;

import dev.errand.local.stack.StackProblem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the person set on the command line, as in {@code --users 500}; all are whole numbers. */
record Options(Map<String, Integer> values) {

  Options {
    values = Map.copyOf(values);
  }

  static Options of(List<String> args) {
    Map<String, Integer> values = new TreeMap<>();
    if (args.size() % 2 != 0) {
      throw new StackProblem("Each option has a number, as in --users 500");
    }
    for (int i = 0; i < args.size(); i += 2) {
      values.put(name(args.get(i)), number(args.get(i + 1)));
    }
    return new Options(values);
  }

  int of(String name, int otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  private static String name(String arg) {
    if (!arg.startsWith("--")) {
      throw new StackProblem("Not an option: " + arg);
    }
    return arg.substring(2);
  }

  private static int number(String arg) {
    try {
      return Integer.parseUnsignedInt(arg);
    } catch (NumberFormatException e) {
      throw new StackProblem("Not a number: " + arg);
    }
  }
}
