package dev.errand.sandbox.graph.mailbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * MAPI properties that Exchange gives a report when it comes: its message class and its size. Known
 * ([MS-OXCMAIL] 2.2.3.7.1.1): the class comes from the {@code Action} in the {@code
 * message/delivery-status} of any mail, whoever sent it. Every message has both; here only reports
 * do.
 */
final class ReportClass {

  private ReportClass() {}

  static void give(ObjectNode document, List<Attachment> files) {
    files.stream()
        .filter(file -> "message/delivery-status".equals(file.contentType()))
        .map(file -> text(file.content()).toLowerCase(Locale.ROOT))
        .findFirst()
        .ifPresent(status -> give(document, files, suffix(status)));
  }

  private static String text(Content content) {
    return content instanceof Content.Small small
        ? new String(small.bytes(), StandardCharsets.UTF_8)
        : "";
  }

  /** That of the worst action. */
  private static String suffix(String status) {
    return status.contains("action: failed")
        ? "NDR"
        : status.contains("action: delayed") ? "Delayed.DR" : "DR";
  }

  private static void give(ObjectNode document, List<Attachment> files, String suffix) {
    ArrayNode properties = document.putArray("singleValueExtendedProperties");
    properties.addObject().put("id", "String 0x001A").put("value", "REPORT.IPM.Note." + suffix);
    long size =
        document.toString().length() + files.stream().mapToLong(it -> it.content().size()).sum();
    properties.addObject().put("id", "Long 0x0E08").put("value", Long.toString(size));
  }
}
