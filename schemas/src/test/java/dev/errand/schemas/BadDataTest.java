package dev.errand.schemas;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.errand.schemas.OperationCatalog.Validation;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no data of a command: each is refused with a reason that quotes nothing of it. */
class BadDataTest {

  private static final String CANARY = "canary";
  private static final OperationCatalog CATALOG = new OperationCatalog();

  @ParameterizedTest(name = "{0}")
  @MethodSource({"json", "notes", "databases", "mails", "addresses", "attachments"})
  void isRefusedWithAReason(String what, String operation, byte[] data, String reason) {
    Validation validation = CATALOG.validate(new OperationName(operation), data);

    assertThat(validation).isInstanceOf(Validation.Invalid.class);
    assertThat(((Validation.Invalid) validation).reasons())
        .anySatisfy(it -> assertThat(it).contains(reason))
        .noneSatisfy(it -> assertThat(it).contains(CANARY))
        .allSatisfy(it -> assertThat(it).hasSizeLessThan(200));
  }

  private static Stream<Arguments> json() {
    String form = "is not well-formed JSON";
    String bounds = "is too deep, or has too many parts, or one that is too long";
    String soundness = "a NUL or half a surrogate pair";
    return Stream.of(
        search("no bytes", "", "is empty"),
        search("only white space", " \n", "is empty"),
        search("a word", CANARY, form),
        search("an open object", "{\"query\":\"canary\"", form),
        search("bytes after the end", "{\"query\":\"\"} canary", form),
        search("two documents", "{\"query\":\"\"}{\"query\":\"\"}", form),
        search("a name twice", "{\"query\":\"a\",\"query\":\"canary\"}", form),
        search("a name twice, once escaped", "{\"query\":\"a\",\"\\u0071uery\":\"b\"}", form),
        search("a comment", "{\"query\":\"a\"/*canary*/}", form),
        search("a line comment", "{\"query\":\"a\"}//canary", form),
        search("single quotes", "{'query':'canary'}", form),
        search("a name without quotes", "{query:\"a\"}", form),
        search("a comma too many", "{\"query\":\"a\",}", form),
        search("a line break in a text", "{\"query\":\"a\nb\"}", form),
        search("an unknown escape", "{\"query\":\"\\x41\"}", form),
        search("NaN", "{\"query\":\"\",\"limit\":NaN}", form),
        search("Infinity", "{\"query\":\"\",\"limit\":-Infinity}", form),
        search("a leading zero", "{\"query\":\"\",\"limit\":007}", form),
        search("a plus", "{\"query\":\"\",\"limit\":+7}", form),
        search("a hexadecimal number", "{\"query\":\"\",\"limit\":0x10}", form),
        search("a number beyond all numbers", "{\"query\":\"\",\"limit\":1e400}", "too large"),
        search(
            "a number of 40 digits", "{\"query\":\"\",\"limit\":" + "1".repeat(40) + "}", bounds),
        search("10,000 levels", "{\"query\":" + "[".repeat(10_000), bounds),
        search("30,000 parts", "{\"query\":[" + "1,".repeat(30_000) + "1]}", bounds),
        search("a name of 300 characters", "{\"" + "n".repeat(300) + "\":1}", bounds),
        search("a NUL", "{\"query\":\"a\\u0000b\"}", soundness),
        search("half a surrogate pair", "{\"query\":\"\\ud83d\"}", soundness),
        search("a pair the wrong way round", "{\"query\":\"\\ude00\\ud83d\"}", soundness),
        search("a NUL in a name", "{\"query\":\"\",\"a\\u0000b\":1}", soundness),
        search("a byte order mark", "\uFEFF{\"query\":\"\"}", form),
        search("an array", "[\"canary\"]", "is not of type object"),
        search("a text", "\"canary\"", "is not of type object"),
        search("null", "null", "is not of type object"),
        search("__proto__", "{\"query\":\"\",\"__proto__\":{}}", "has an unknown property"),
        bytes("UTF-16", "note.search", "{\"query\":\"\"}".getBytes(UTF_16), "is not UTF-8"),
        bytes("no UTF-8", "note.search", new byte[] {'"', (byte) 0xC3, '"'}, "is not UTF-8"),
        bytes("overlong", "note.search", new byte[] {(byte) 0xC0, (byte) 0xAF}, "is not UTF-8"),
        bytes("1,000,001 bytes", "note.search", new byte[1_000_001], "more than 1000000 bytes"));
  }

  private static Stream<Arguments> notes() {
    String page = "\"page\":\"0f5a1c8e-2b3d-4e5f-8a9b-0c1d2e3f4a5b\"";
    return Stream.of(
        note("nothing", "{}", "lacks markdown"),
        note("an unknown property", "{\"markdown\":\"a\",\"user\":\"canary\"}", "property user"),
        note("a strange name", "{\"markdown\":\"a\",\"canary, <b>\":1}", "has an unknown property"),
        note("a null", "{\"markdown\":\"a\",\"title\":null}", "/title is not of type string"),
        note("a number", "{\"markdown\":1}", "/markdown is not of type string"),
        note("no text", "{\"markdown\":\"\"}", "/markdown is shorter than 1"),
        note("a long text", field("markdown", 100_001), "/markdown is longer than 100000"),
        note("900 KB", field("markdown", 900_000), "/markdown is longer than 100000"),
        note("a long title", with("title", "x".repeat(2001)), "/title is longer than 2000"),
        note("two lines in a title", with("title", "a\\nb"), "/title does not have the form"),
        note("a line break after a title", with("title", "a\\n"), "/title does not have the form"),
        note("a path as parent", with("parent", "../users/me"), "/parent does not have the form"),
        note("an address as parent", with("parent", "https://x.example/0f5a"), "/parent"),
        note(
            "a line break after a parent",
            with("parent", "0f5a1c8e2b3d4e5f8a9b0c1d2e3f4a5b\\n"),
            "/parent"),
        note(
            "21 tags",
            "{\"markdown\":\"a\",\"tags\":[" + "\"t\",".repeat(20) + "\"t\"]}",
            "/tags has more than 20 items"),
        note("an empty tag", "{\"markdown\":\"a\",\"tags\":[\"\"]}", "/tags/0 is shorter than 1"),
        of("no page", "note.get", "{}", "lacks page"),
        of(
            "a query after the page",
            "note.get",
            "{" + page.replace("5b\"", "5b?a=b\"") + "}",
            "/page"),
        of("no text to append", "note.append", "{" + page + "}", "lacks markdown"),
        of("something to ensure", "workspace.ensure", "{\"name\":\"x\"}", "unknown property name"),
        search("limit 0", "{\"query\":\"\",\"limit\":0}", "/limit is less than 1"),
        search("limit 101", "{\"query\":\"\",\"limit\":101}", "/limit is more than 100"),
        search("limit 1.5", "{\"query\":\"\",\"limit\":1.5}", "/limit is not of type integer"),
        search(
            "limit as text", "{\"query\":\"\",\"limit\":\"9\"}", "/limit is not of type integer"),
        search("a cursor with a space", "{\"query\":\"\",\"cursor\":\"a b\"}", "/cursor"),
        search("a long question", "{\"query\":\"" + "q".repeat(501) + "\"}", "/query is longer"));
  }

  private static Stream<Arguments> databases() {
    String id = "0f5a1c8e-2b3d-4e5f-8a9b-0c1d2e3f4a5b";
    String leaf = "{\"property\":\"A\",\"number\":{\"equals\":1}}";
    return Stream.of(
        data("database.query", "no database", "{}", "needs exactly one of database, dataSource"),
        data(
            "database.query",
            "two databases",
            "{\"database\":\"%s\",\"dataSource\":\"%s\"}".formatted(id, id),
            "The data needs exactly one of database, dataSource"),
        filter("three levels", "{\"and\":[{\"or\":[{\"and\":[" + leaf + "]}]}]}", "/and"),
        filter("no conditions", "{\"and\":[]}", "/and has fewer than 1"),
        filter(
            "26 conditions", "{\"or\":[" + (leaf + ",").repeat(25) + leaf + "]}", "more than 25"),
        filter("an unknown type", "{\"property\":\"A\",\"colour\":{}}", "unknown property colour"),
        filter(
            "an unknown condition",
            "{\"property\":\"A\",\"number\":{\"contains\":1}}",
            "unknown property contains"),
        filter(
            "a text where a number is",
            "{\"property\":\"A\",\"number\":{\"equals\":\"canary\"}}",
            "/equals is not of type number"),
        filter(
            "two types", "{\"property\":\"A\",\"number\":{\"equals\":1},\"date\":{}}", "/filter"),
        filter(
            "a long text",
            "{\"property\":\"A\",\"title\":{\"equals\":\"%s\"}}".formatted("x".repeat(2001)),
            "longer than 2000"),
        value("of no type", "{}", "/values/A"),
        value("of two types", "{\"number\":1,\"title\":\"canary\"}", "/values/A"),
        value("an unknown type", "{\"colour\":1}", "unknown property colour"),
        value("a formula", "{\"formula\":{\"number\":1}}", "unknown property formula"),
        value("a null", "{\"number\":null}", "/number is not of type number"),
        value("a number beyond doubles", "{\"number\":1e305}", "/number is more than"),
        value("a day that is none", "{\"date\":{\"start\":\"canary\"}}", "does not have the form"),
        value("an id that is none", "{\"relation\":[\"../canary\"]}", "does not have the form"),
        value(
            "101 options",
            "{\"multi_select\":[" + "\"a\",".repeat(100) + "\"a\"]}",
            "more than 100 items"));
  }

  private static Arguments filter(String what, String filter, String reason) {
    return data(
        "database.query",
        what,
        "{\"database\":\"0f5a1c8e2b3d4e5f8a9b0c1d2e3f4a5b\",\"filter\":" + filter + "}",
        reason);
  }

  private static Arguments value(String what, String value, String reason) {
    return data(
        "row.update",
        what,
        "{\"page\":\"0f5a1c8e2b3d4e5f8a9b0c1d2e3f4a5b\",\"values\":{\"A\":" + value + "}}",
        reason);
  }

  private static Arguments data(String operation, String what, String json, String reason) {
    return arguments(operation + ": " + what, operation, json.getBytes(UTF_8), reason);
  }

  private static final String NOTHING_TO_MARK =
      "The data needs at least one of read, flag, categories";

  private static Stream<Arguments> mails() {
    return Stream.of(
        mail("no recipient", "\"to\":[]", "/to has fewer than 1"),
        mail("1,000 recipients", "\"to\":[" + "1,".repeat(999) + "1]", "/to has more than 500"),
        mail("a text as recipients", "\"to\":\"ada@example.com\"", "/to is not of type array"),
        mail("a subject with a header", "\"subject\":\"a\\r\\nBcc: canary\"", "/subject"),
        mail("a subject with U+0085", "\"subject\":\"a\\u0085b\"", "/subject"),
        mail("a long subject", "\"subject\":\"" + "s".repeat(256) + "\"", "/subject is longer"),
        mail("a long body", "\"body\":\"" + "b".repeat(400_001) + "\"", "/body is longer"),
        mail("a body in RTF", "\"bodyType\":\"rtf\"", "/bodyType is not one of"),
        mail("TEXT in capitals", "\"bodyType\":\"TEXT\"", "/bodyType is not one of"),
        mail("an unknown importance", "\"importance\":\"canary\"", "/importance is not one of"),
        mail("saveToSentItems", "\"saveToSentItems\":false", "unknown property saveToSentItems"),
        of("a day as time", "mail.list", "{\"since\":\"2026-01-02\"}", "/since is not a date-time"),
        of("a path as folder", "mail.list", "{\"folder\":\"in box\"}", "/folder"),
        of("a line break in a message", "mail.get", "{\"message\":\"a\\n\"}", "/message"),
        of("nothing to mark", "mail.mark", "{\"message\":\"canary\"}", NOTHING_TO_MARK),
        of(
            "a mail to mark that is named twice",
            "mail.mark",
            "{\"message\":\"canary\",\"internetMessageId\":\"<canary@example.com>\"}",
            NOTHING_TO_MARK),
        of("something to list folders by", "folder.list", "{\"top\":1}", "unknown property top"));
  }

  private static Stream<Arguments> addresses() {
    return Stream.of(
            "canary",
            "@example.com",
            "canary@",
            "canary@@example.com",
            "a@b@example.com",
            "canary@example.com\\r\\nBcc: x@example.com",
            "canary@example.com\\n",
            "canary@example.com\\u2028",
            "canary\\u0085@example.com",
            "canary @example.com",
            " canary@example.com",
            "canary@example.com ",
            "canary%0d%0a@example.com",
            "canary%example.org@example.com",
            "example.org!canary@example.com",
            "\\\"canary\\\"@example.com",
            "\\\"a b\\\"@example.com",
            "canary(comment)@example.com",
            "friends:canary@example.com;",
            "<canary@example.com>",
            "Canary <canary@example.com>",
            "canary@example.com,x@example.com",
            "canary@example.com;x@example.com",
            ".canary@example.com",
            "canary.@example.com",
            "can..ary@example.com",
            "canary@example.com.",
            "canary@.example.com",
            "canary@example..com",
            "canary@-example.com",
            "canary@example-.com",
            "canary@[127.0.0.1]",
            "canary@exam_ple.com",
            "c\\u0430nary@example.com",
            "canary@exam\\u00adple.com",
            "canary@example\\u3002com",
            "canary@example\\uff0ecom",
            "canary\\uff20example.com",
            "canary@\\u2665.example",
            "canary@example.com\\u202e",
            "mailto:canary@example.com",
            "c".repeat(65) + "@example.com",
            "canary@" + "e".repeat(64) + ".com",
            "canary@" + "e.".repeat(200_000) + "com")
        .map(
            address ->
                mail(shortened(address), "\"to\":[" + address(address) + "]", "/to/0/address"));
  }

  private static final String UPLOAD = "0199a2b4-c000-7000-8000-00000000000a";

  private static Stream<Arguments> attachments() {
    return Stream.of(
        attachment("a path", "../../etc/passwd", "text/plain", "SGVsbG8=", "/name"),
        attachment("a Windows path", "c:\\\\canary", "text/plain", "SGVsbG8=", "/name"),
        attachment("a name of two lines", "a\\r\\nb", "text/plain", "SGVsbG8=", "/name"),
        attachment("a name turned round", "cod\\u202Etxt.exe", "text/plain", "SGVsbG8=", "/name"),
        attachment("no name", "", "text/plain", "SGVsbG8=", "/name"),
        attachment("no type", "a.txt", "", "SGVsbG8=", "/contentType"),
        attachment("a type with a header", "a.txt", "text/plain\\r\\nX: y", "SGVs", "/contentType"),
        attachment("no bytes", "a.txt", "text/plain", "", "/content is shorter"),
        attachment("no base64", "a.txt", "text/plain", "canary!!", "/content does not"),
        attachment("base64 for addresses", "a.txt", "text/plain", "SGV-bG8_", "/content does not"),
        attachment("base64 in lines", "a.txt", "text/plain", "SGVs\\nbG8=", "/content does not"),
        attachment("a data address", "a.txt", "text/plain", "data:;base64,SGVs", "/content does"),
        attachment("700 KB", "a.txt", "text/plain", "A".repeat(930_004), "/content is longer"),
        attachment("no content", "{\"name\":\"a\",\"contentType\":\"a/b\"}", " lacks content"),
        attachment("content alone", "{\"content\":\"SGVsbG8=\"}", " lacks what goes with content"),
        attachment(
            "content and an upload",
            "{\"name\":\"a\",\"contentType\":\"a/b\",\"content\":\"SGVsbG8=\",\"upload\":\""
                + UPLOAD
                + "\"}",
            " needs exactly one of content, upload"),
        attachment(
            "no upload id", "{\"upload\":\"../../canary/../../../../etc/passwd-1\"}", "/upload"),
        attachment("a short upload id", "{\"upload\":\"canary\"}", "/upload is shorter"));
  }

  private static Arguments search(String what, String data, String reason) {
    return of(what, "note.search", data, reason);
  }

  private static Arguments note(String what, String data, String reason) {
    return of(what, "note.create", data, reason);
  }

  /** A mail that is right but for one property. */
  private static Arguments mail(String what, String property, String reason) {
    String name = property.substring(1, property.indexOf('"', 1));
    String rest =
        Stream.of(
                "\"to\":[" + address("ada@example.com") + "]",
                "\"subject\":\"s\"",
                "\"body\":\"b\"")
            .filter(it -> !it.startsWith("\"" + name + "\""))
            .reduce("", (all, it) -> all + it + ",");
    return of(what, "mail.send", "{" + rest + property + "}", reason);
  }

  private static Arguments attachment(
      String what, String name, String type, String content, String reason) {
    String file =
        "{\"name\":\"%s\",\"contentType\":\"%s\",\"content\":\"%s\"}"
            .formatted(name, type, content);
    return attachment(what, file, reason);
  }

  private static Arguments attachment(String what, String file, String reason) {
    return mail(what, "\"attachments\":[" + file + "]", "/attachments/0" + reason);
  }

  private static String address(String address) {
    return "{\"address\":\"" + address + "\"}";
  }

  private static String field(String name, int length) {
    return "{\"" + name + "\":\"" + "x".repeat(length) + "\"}";
  }

  private static String with(String name, String value) {
    return "{\"markdown\":\"a\",\"" + name + "\":\"" + value + "\"}";
  }

  private static String shortened(String text) {
    return text.length() < 60 ? text : text.substring(0, 20) + "... of " + text.length();
  }

  private static Arguments of(String what, String operation, String data, String reason) {
    return bytes(what, operation, data.getBytes(UTF_8), reason);
  }

  private static Arguments bytes(String what, String operation, byte[] data, String reason) {
    return arguments(what, operation, data, reason);
  }
}
