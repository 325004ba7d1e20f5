package dev.errand.sandbox.graph.mailbox;

import dev.errand.sandbox.graph.odata.ODataError;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a MAPI property, as in {@code String {guid} Name ErrandCommand} or {@code Integer
 * 0x0E07}. The name counts with its case, the GUID without: <a
 * href="https://learn.microsoft.com/graph/api/resources/extended-properties-overview">extended-properties-overview</a>.
 */
final class ExtendedId {

  private static final String TYPE =
      "(String|Integer|Boolean|Double|Float|Short|Long|SystemTime|CLSID|Binary|StringArray|IntegerArray)";

  private static final Pattern NAMED =
      Pattern.compile(
          TYPE
              + "\\s+(\\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}})\\s+(Name|Id)\\s+(\\S.*)");

  private static final Pattern TAGGED = Pattern.compile(TYPE + "\\s+0x[0-9A-Fa-f]{1,8}");

  private ExtendedId() {}

  static String canonical(String written) {
    Matcher named = NAMED.matcher(written.strip());
    if (named.matches()) {
      String guid = named.group(2).toLowerCase(Locale.ROOT);
      return named.group(1) + " " + guid + " " + named.group(3) + " " + named.group(4);
    }
    if (TAGGED.matcher(written.strip()).matches()) {
      return written.strip();
    }
    throw new ODataError(
        400, "ErrorInvalidExtendedProperty", "Property definition '" + written + "' is invalid.");
  }

  /** The name part, whatever the GUID: empty for a property that has none. */
  static String nameOf(String canonical) {
    Matcher named = NAMED.matcher(canonical);
    return named.matches() && named.group(3).equals("Name") ? named.group(4) : "";
  }
}
