package dev.errand.sandbox.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code Prefer} header asks for and this provider grants.
 *
 * @param immutableIds show ids that survive a move
 * @param bodyType {@code text} or {@code html}, the default
 * @param maxPageSize 0 if it does not say
 * @param applied the granted preferences, as {@code Preference-Applied} names them
 */
record Preferences(boolean immutableIds, String bodyType, int maxPageSize, List<String> applied) {

  private static final Pattern PREFERENCE =
      Pattern.compile("([A-Za-z.-]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,;\"]+))");

  Preferences {
    applied = List.copyOf(applied);
  }

  static Preferences parse(String header) {
    boolean immutableIds = false;
    String bodyType = "html";
    int maxPageSize = 0;
    List<String> applied = new ArrayList<>();
    Matcher matcher = PREFERENCE.matcher(header);
    while (matcher.find()) {
      String value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
      if (matcher.group(1).equalsIgnoreCase("IdType") && value.equalsIgnoreCase("ImmutableId")) {
        immutableIds = true;
        applied.add("IdType=\"ImmutableId\"");
      } else if (matcher.group(1).equalsIgnoreCase("outlook.body-content-type")
          && value.matches("text|html")) {
        bodyType = value;
        applied.add("outlook.body-content-type=\"" + value + "\"");
      } else if (matcher.group(1).equalsIgnoreCase("odata.maxpagesize")
          && value.matches("[1-9][0-9]{0,3}")) {
        maxPageSize = Integer.parseInt(value);
        applied.add("odata.maxpagesize=" + value);
      }
    }
    return new Preferences(immutableIds, bodyType, maxPageSize, applied);
  }
}
