package dev.errand.noteworker.words;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** The words of a text that say something: no "the", no "und". Thread-safe. */
public final class Words {

  private Words() {}

  public static List<Word> of(String text, Language language) {
    List<Word> words = new ArrayList<>();
    try (TokenStream tokens = language.analyzer().tokenStream("text", text)) {
      CharTermAttribute stem = tokens.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        String written = text.substring(offset.startOffset(), offset.endOffset());
        words.add(new Word(stem.toString(), written, offset.startOffset()));
      }
      tokens.end();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return words;
  }

  /** The stems of a text, each once, in the order in which they first stand there. */
  public static SequencedSet<String> stems(String text, Language language) {
    SequencedSet<String> stems = new LinkedHashSet<>();
    of(text, language).forEach(word -> stems.add(word.stem()));
    return stems;
  }

  /**
   * The stems that a few words may have: too few to tell their language by, so each language is
   * asked.
   */
  public static SequencedSet<String> possibleStems(String text) {
    SequencedSet<String> stems = new LinkedHashSet<>(stems(text, Language.of(text)));
    Arrays.stream(Language.values()).forEach(each -> stems.addAll(stems(text, each)));
    return stems;
  }
}
