package dev.errand.noteworker.words;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;

/**
 * The languages whose words are known. A text in another one is read as English: its words are
 * found again as they are written.
 */
@SuppressWarnings("ImmutableEnumChecker") // Lucene's analyzers may be shared by all threads
public enum Language {
  ENGLISH(new EnglishAnalyzer(), EnglishAnalyzer.ENGLISH_STOP_WORDS_SET),
  GERMAN(new GermanAnalyzer(), GermanAnalyzer.getDefaultStopSet()),
  FRENCH(new FrenchAnalyzer(), FrenchAnalyzer.getDefaultStopSet()),
  SPANISH(new SpanishAnalyzer(), SpanishAnalyzer.getDefaultStopSet()),
  ITALIAN(new ItalianAnalyzer(), ItalianAnalyzer.getDefaultStopSet()),
  PORTUGUESE(new PortugueseAnalyzer(), PortugueseAnalyzer.getDefaultStopSet()),
  DUTCH(new DutchAnalyzer(), DutchAnalyzer.getDefaultStopSet()),
  SWEDISH(new SwedishAnalyzer(), SwedishAnalyzer.getDefaultStopSet());

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** So much of a text tells its language. */
  private static final int ENOUGH = 4_000;

  private final Analyzer analyzer;
  private final CharArraySet stopWords;

  Language(Analyzer analyzer, CharArraySet stopWords) {
    this.analyzer = analyzer;
    this.stopWords = stopWords;
  }

  /** The one most of whose small words are in the text. */
  public static Language of(String text) {
    String[] words = BETWEEN_WORDS.split(start(text).toLowerCase(Locale.ROOT), -1);
    return Arrays.stream(values())
        .max(
            Comparator.comparingLong((Language language) -> language.stopWordsIn(words))
                .thenComparing(Comparator.<Language>naturalOrder().reversed()))
        .orElse(ENGLISH);
  }

  private static String start(String text) {
    return text.length() <= ENOUGH ? text : text.substring(0, ENOUGH);
  }

  private long stopWordsIn(String[] words) {
    return Arrays.stream(words).filter(this::isStopWord).count();
  }

  boolean isStopWord(String word) {
    return stopWords.contains(word);
  }

  Analyzer analyzer() {
    return analyzer;
  }
}
