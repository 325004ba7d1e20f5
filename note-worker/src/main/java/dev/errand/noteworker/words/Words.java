package dev.errand.noteworker.words;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;
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
   * What each word of a query may stem from: a few words are too few to tell their language by, so
   * each language is asked.
   */
  public static List<SequencedSet<String>> possibleStems(String text) {
    SequencedMap<Integer, SequencedSet<String>> stems = new TreeMap<>();
    Arrays.stream(Language.values())
        .flatMap(language -> of(text, language).stream())
        .forEach(
            word -> stems.computeIfAbsent(word.at(), _ -> new LinkedHashSet<>()).add(word.stem()));
    return List.copyOf(stems.values());
  }
}
