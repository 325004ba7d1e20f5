package dev.errand.noteworker.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.errand.pipeline.OperationStopped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a person writes YAML, a word changes and all others stay; or nothing is changed. */
class FrontMatterTest {

  private static final String TEXT = "# Text\n\nof a person\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "title: Mine\nkind: idea\n",
        "  title: Mine\n  tags: [a]\n  kind: idea\n",
        "title : Mine\ntags : [a]\nkind: idea\n",
        "\"title\": Mine\n'tags': [a]\nkind: idea\n",
        "tags:\n- a\n\n- b\nkind: idea\n",
        "tags:\n  - a\n  # of mine\n  - b\n\n# and this\nkind: idea\n",
        "tags:\n- a\n-\nkind: idea\n",
        "title: |\n  one\n\n  two\nkind: idea\n",
        "kind: idea\ntitle: >-\n  one\n\n  two\n\n",
        "title: one\n  two\n\n  three\nkind: idea\n",
        "title: 'one\n\n  two' # mine\nkind: idea # mine\n",
        "{title: Mine, tags: [a, b], kind: idea}\n",
        "{ kind: idea,\n  tags: [a],\n  title: Mine }\n",
        "{kind: idea}\n",
        "{tags: [a]}\n",
        "{}\n",
        "# nothing but this\n",
        "",
        "title: &t Mine\ntags: [a]\nkind: idea\n",
        "kind: &t Mine\ntitle: *t\ntags:\n- x\n- *t\n",
        "title: Mine\ntags: [a]\n...\n",
        "kind: idea\ntitle:\ntags:\n",
        "title: Mine\r\ntags:\r\n- a\r\n- b\r\nkind: idea\r\n",
        "emoji: '😀\u2028 x'\ntitle: 😀\ntags: [😀]\nkind: 😀\n",
        "me: &me [*me, 1]\ntitle: Mine\n",
        "title: Mine\nids: {id: 1, edited: 2}\nlong: |\n  id: 1\n  title: 2\n\n  tags: 3\n",
      })
  void aWordIsSetOrTakenAwayAndAllOthersStay(String lines) {
    String file = "---\n" + lines + "---\n\n" + TEXT;
    setOneByOne(file, FrontMatter.TITLE, "New: it's a, b");
    setOneByOne(file, FrontMatter.ID, "1f0e");
    setOneByOne(file, FrontMatter.TAGS, List.of("c", "d, e"));
    setOneByOne(file, FrontMatter.TAGS, null);
  }

  private static void setOneByOne(String file, String word, @Nullable Object value) {
    FrontMatter former = FrontMatter.read(file);
    FrontMatter changed = FrontMatter.read(former.set(word, value).whole());
    Map<String, Object> expected = new HashMap<>(former.values());
    expected.remove(word);
    if (value != null) {
      expected.put(word, value);
    }
    // As texts: a list may have itself in it.
    assertThat(texts(changed.values())).as(changed.whole()).isEqualTo(texts(expected));
    assertThat(changed.text()).isEqualTo(TEXT);
    file.lines()
        .filter(line -> line.contains("kind") && !line.contains("{"))
        .forEach(line -> assertThat(changed.whole().lines()).contains(line));
    assertThat(changed.set(word, value).whole()).isEqualTo(changed.whole());
  }

  private static Map<String, String> texts(Map<String, Object> values) {
    Map<String, String> texts = new HashMap<>();
    values.forEach((word, value) -> texts.put(word, value.toString()));
    return texts;
  }

  /** What another word refers to, a key of several lines, as many characters as are read. */
  @ParameterizedTest
  @ValueSource(strings = {"title: &t Mine\nkind: *t\n", "? title\n: Mine\nkind: idea\n", "long"})
  void whatCannotBeChangedWithoutHarmIsRefused(String lines) {
    FrontMatter odd =
        FrontMatter.read(
            "---\n%s---\n%s"
                .formatted(
                    lines.equals("long") ? "kind: " + "x".repeat(15_980) + "\n" : lines, TEXT));
    assertThat(odd.values()).containsKey("kind");
    assertThatExceptionOfType(OperationStopped.class)
        .isThrownBy(() -> odd.set(FrontMatter.TITLE, "New"));
  }

  @Test
  void whatCannotBeReadIsRefusedAndNoFaultOfOurs() {
    FrontMatter broken = FrontMatter.read("---\na: b: c\n---\n" + TEXT);
    assertThatExceptionOfType(OperationStopped.class)
        .isThrownBy(() -> broken.set(FrontMatter.TITLE, "New"));
  }

  @Test
  void aTextBehindALastLineWithoutAnEndIsALineOfItsOwn() {
    FrontMatter front = FrontMatter.read("---\ntitle: Mine\n---").with("added\n");
    assertThat(front.whole()).isEqualTo("---\ntitle: Mine\n---\nadded\n");
  }
}
