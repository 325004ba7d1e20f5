package dev.errand.noteworker.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.RichText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MarkdownToBlocksTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final MarkdownReader reader = new MarkdownReader();

  @Test
  void headingsAreHeadingsAndTheTwoSmallestLevelsAreTheSmallestOne() {
    assertThat(json("# a\n## b\n### c\n#### d\n##### e\n###### f"))
        .isEqualTo(
            parsed(
                """
                [{"object":"block","type":"heading_1","heading_1":{"rich_text":[%s]}},
                 {"object":"block","type":"heading_2","heading_2":{"rich_text":[%s]}},
                 {"object":"block","type":"heading_3","heading_3":{"rich_text":[%s]}},
                 {"object":"block","type":"heading_4","heading_4":{"rich_text":[%s]}},
                 {"object":"block","type":"heading_4","heading_4":{"rich_text":[%s]}},
                 {"object":"block","type":"heading_4","heading_4":{"rich_text":[%s]}}]
                """
                    .formatted(run("a"), run("b"), run("c"), run("d"), run("e"), run("f"))));
  }

  @Test
  void listsAreNestedAndTasksCanBeTicked() {
    assertThat(json("- milk\n  - [x] oat\n  - [ ] soy\n\n1. first\n2. second"))
        .isEqualTo(
            parsed(
                """
                [{"object":"block","type":"bulleted_list_item","bulleted_list_item":{
                   "rich_text":[%s],
                   "children":[
                     {"object":"block","type":"to_do","to_do":{"rich_text":[%s],"checked":true}},
                     {"object":"block","type":"to_do","to_do":{"rich_text":[%s],"checked":false}}]}},
                 {"object":"block","type":"numbered_list_item","numbered_list_item":{"rich_text":[%s]}},
                 {"object":"block","type":"numbered_list_item","numbered_list_item":{"rich_text":[%s]}}]
                """
                    .formatted(run("milk"), run("oat"), run("soy"), run("first"), run("second"))));
  }

  @Test
  void looksAndLinksBecomeAnnotations() {
    assertThat(
            json("**b** *i* ~~s~~ `c` [l](https://example.org/x)")
                .get(0)
                .at("/paragraph/rich_text"))
        .isEqualTo(
            parsed(
                """
                [{"type":"text","text":{"content":"b"},"annotations":{"bold":true,"italic":false,"strikethrough":false,"code":false}},
                 {"type":"text","text":{"content":" "}},
                 {"type":"text","text":{"content":"i"},"annotations":{"bold":false,"italic":true,"strikethrough":false,"code":false}},
                 {"type":"text","text":{"content":" "}},
                 {"type":"text","text":{"content":"s"},"annotations":{"bold":false,"italic":false,"strikethrough":true,"code":false}},
                 {"type":"text","text":{"content":" "}},
                 {"type":"text","text":{"content":"c"},"annotations":{"bold":false,"italic":false,"strikethrough":false,"code":true}},
                 {"type":"text","text":{"content":" "}},
                 {"type":"text","text":{"content":"l","link":{"url":"https://example.org/x"}}}]
                """));
  }

  @Test
  void codeQuotesLinesAndTablesHaveBlocksOfTheirOwn() {
    assertThat(json("```js\nlet a\n```\n\n> q\n>\n> - r\n\n---\n\n|h|i|\n|-|-|\n|1|2|"))
        .isEqualTo(
            parsed(
                """
                [{"object":"block","type":"code","code":{"rich_text":[%s],"language":"javascript"}},
                 {"object":"block","type":"quote","quote":{"rich_text":[%s],"children":[
                   {"object":"block","type":"bulleted_list_item","bulleted_list_item":{"rich_text":[%s]}}]}},
                 {"object":"block","type":"divider","divider":{}},
                 {"object":"block","type":"table","table":{"table_width":2,"has_column_header":true,"has_row_header":false,
                   "children":[
                     {"object":"block","type":"table_row","table_row":{"cells":[[%s],[%s]]}},
                     {"object":"block","type":"table_row","table_row":{"cells":[[%s],[%s]]}}]}}]
                """
                    .formatted(
                        run("let a"), run("q"), run("r"), run("h"), run("i"), run("1"), run("2"))));
  }

  @ParameterizedTest
  @CsvSource({
    "py, python",
    "C++, c++",
    "cs, c#",
    "sh, shell",
    "brainf, plain text",
    "'', plain text",
    "Dockerfile, docker",
    "sql title=x, sql"
  })
  void aLanguageThatNotionDoesNotKnowIsPlainText(String info, String language) {
    assertThat(reader.read("```" + info + "\nx\n```"))
        .containsExactly(new Block.Code(language, List.of(RichText.of("x"))));
  }

  @ParameterizedTest
  @CsvSource({
    "[a](javascript:x), a (javascript:x)",
    "[a](/there), a (/there)",
    "[a](https://), a (https://)",
    "![a](cat.png), a (cat.png)",
    "<b>a</b>, <b>a</b>",
    "[s]: https://example.org, [s]: https://example.org",
    "[a](https://example.org 'why'), a (why)"
  })
  void whatNotionCannotShowIsWrittenOut(String markdown, String text) {
    assertThat(plain(markdown)).isEqualTo(text);
  }

  @Test
  void anImageIsALink() {
    assertThat(json("![a cat](https://example.org/cat.png)").at("/0/paragraph/rich_text/0/text"))
        .isEqualTo(
            parsed("{\"content\":\"a cat\",\"link\":{\"url\":\"https://example.org/cat.png\"}}"));
  }

  @Test
  void aLongTextIsCutIntoRunsOfTwoThousandAndNeverInsideACharacter() {
    String text = "x" + "😀".repeat(3_000);
    List<RichText> runs = ((Block.Text) reader.read(text).getFirst()).text();
    assertThat(runs).allSatisfy(run -> assertThat(run.text().length()).isLessThanOrEqualTo(2_000));
    assertThat(runs.getFirst().text()).hasSize(1_999);
    assertThat(RichText.plain(runs)).isEqualTo(text);
  }

  @Test
  void aTextOfMoreThanAHundredRunsGoesOnInAnotherBlock() {
    List<Block> blocks = reader.read("**a** b ".repeat(101));
    assertThat(blocks).hasSizeGreaterThan(1);
    assertThat(blocks)
        .allSatisfy(block -> assertThat(((Block.Text) block).text().size()).isBetween(1, 100));
  }

  @Test
  void aTableOfMoreThanAHundredRowsIsSeveral() {
    List<Block> tables = reader.read("|h|\n|-|\n" + "|x|\n".repeat(250));
    assertThat(tables).extracting(table -> table.children().size()).containsExactly(100, 100, 51);
    assertThat(tables)
        .extracting(table -> ((Block.Table) table).header())
        .containsExactly(true, false, false);
  }

  private String plain(String markdown) {
    return RichText.plain(((Block.Text) reader.read(markdown).getFirst()).text());
  }

  private JsonNode json(String markdown) {
    return JSON.readTree(JSON.writeValueAsString(reader.read(markdown)));
  }

  private static JsonNode parsed(String json) {
    return JSON.readTree(json);
  }

  private static String run(String text) {
    return "{\"type\":\"text\",\"text\":{\"content\":\"" + text + "\"}}";
  }
}
