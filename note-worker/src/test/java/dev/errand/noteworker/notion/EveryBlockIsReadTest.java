package dev.errand.noteworker.notion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.noteworker.markdown.MarkdownWriter;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What can be read in a block of any kind is in the Markdown, and a kind that it has no word for is
 * named. The kinds are those of https://developers.notion.com/reference/block, 2026-10.
 */
class EveryBlockIsReadTest {

  private static final String TEXT =
      "[{'type':'text','text':{'content':'words'},'plain_text':'words'}]";

  private final MarkdownWriter writer = new MarkdownWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "paragraph         ! {'rich_text':RT}                                  ! words",
        "heading_1         ! {'rich_text':RT}                                  ! # words",
        "heading_4         ! {'rich_text':RT,'is_toggleable':true}             ! #### words",
        "bulleted_list_item! {'rich_text':RT}                                  ! - words",
        "numbered_list_item! {'rich_text':RT}                                  ! 1. words",
        "to_do             ! {'rich_text':RT,'checked':true}                   ! - [x] words",
        "toggle            ! {'rich_text':RT}                                  ! - words",
        "quote             ! {'rich_text':RT}                                  ! > words",
        "callout           ! {'rich_text':RT,'icon':{'emoji':'x'}}             ! > words",
        "code              ! {'rich_text':RT,'caption':[],'language':'java'}   ! ```java|words|```",
        "code              ! {'rich_text':[],'caption':RT,'language':'java'}   !"
            + " ```java||```||words",
        "divider           ! {}                                                ! ___",
        "child_page        ! {'title':'words'}                                 ! \\[page: words\\]",
        "child_database    ! {'title':'words'}                                 ! \\[child database:"
            + " words\\]",
        "link_to_page      ! {'type':'page_id','page_id':'words'}              ! \\[link to page:"
            + " words\\]",
        "link_to_page      ! {'type':'database_id','database_id':'words'}      ! \\[link to page:"
            + " database\\_id words\\]",
        "equation          ! {'expression':'e=mc'}                             ! \\[equation:"
            + " e=mc\\]",
        "bookmark          ! {'url':'https://example.org','caption':RT}        ! \\[bookmark: words"
            + " https://example.org\\]",
        "embed             ! {'url':'https://example.org','caption':[]}        ! \\[embed:"
            + " https://example.org\\]",
        "link_preview      ! {'url':'https://example.org'}                     ! \\[link preview:"
            + " https://example.org\\]",
        "image             !"
            + " {'type':'external','external':{'url':'https://example.org'},'caption':RT} !"
            + " \\[image: words https://example.org\\]",
        "file              !"
            + " {'type':'file','file':{'url':'https://signed.example'},'name':'words','caption':[]}"
            + " ! \\[file: words\\]",
        "pdf               !"
            + " {'type':'external','external':{'url':'https://example.org'},'caption':RT} ! \\[pdf:"
            + " words https://example.org\\]",
        "video             !"
            + " {'type':'external','external':{'url':'https://example.org'},'caption':RT} !"
            + " \\[video: words https://example.org\\]",
        "audio             !"
            + " {'type':'external','external':{'url':'https://example.org'},'caption':RT} !"
            + " \\[audio: words https://example.org\\]",
        "column_list       ! {}                                                ! \\[column list\\]",
        "column            ! {'width_ratio':0.5}                               ! \\[column\\]",
        "synced_block      ! {'synced_from':null}                              ! \\[synced"
            + " block\\]",
        "table_of_contents ! {'color':'default'}                               ! \\[table of"
            + " contents\\]",
        "breadcrumb        ! {}                                                ! \\[breadcrumb\\]",
        "template          ! {'rich_text':RT}                                  ! \\[template:"
            + " words\\]",
        "tab               ! {'title':'words'}                                 ! \\[tab: words\\]",
        "meeting_notes     ! {'title':RT}                                      ! \\[meeting notes:"
            + " words\\]",
        "unsupported       ! {'block_type':'words'}                            ! \\[unsupported:"
            + " words\\]",
        "of_next_year      ! {'rich_text':RT}                                  ! \\[of next year:"
            + " words\\]",
      })
  void itsTextIsThere(String type, String content, String markdown) {
    String json =
        "{'type':'%1$s','%1$s':%2$s}"
            .formatted(type, content.replace("RT", TEXT))
            .replace('\'', '"');
    Block block = BlockJson.read(JsonMapper.shared().readTree(json));
    assertThat(writer.write(List.of(block)).strip()).isEqualTo(markdown.replace('|', '\n'));
  }
}
