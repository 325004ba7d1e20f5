package dev.errand.schemas.mail;

import static java.lang.Character.UnicodeScript.HAN;
import static java.lang.Character.UnicodeScript.HANGUL;
import static java.lang.Character.UnicodeScript.HIRAGANA;
import static java.lang.Character.UnicodeScript.KATAKANA;
import static java.lang.Character.UnicodeScript.LATIN;

import java.lang.Character.UnicodeBlock;
import java.lang.Character.UnicodeScript;
import java.net.IDN;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A domain with letters beyond ASCII, in the form in which it travels: {@code xn--mller-kva} for
 * {@code müller}.
 *
 * <p>Only where everybody makes the same of it, and nothing in it is hidden. Letters that differ by
 * a mark do look alike, and so do some of Japanese: the result tells what was written to. What is
 * not taken can still be written as {@code xn--}.
 *
 * <ol>
 *   <li>Nothing is changed on the way. {@link IDN} speaks IDNA 2003, which writes {@code strasse}
 *       for {@code straße} where later versions do not, and drops or replaces much else; so a label
 *       has to be the same again when it comes back: small letters, composed.
 *   <li>Labels end at a full stop and at nothing that looks like one.
 *   <li>Letters only, of one script, that run from left to right; no capitals, no signs without a
 *       script of their own, no letters that fill a place and are not seen, and no {@code i} or
 *       {@code j} without its dot.
 *   <li>Scripts with letters that look like others, as Cyrillic {@code аре}, only below a domain of
 *       the same script.
 * </ol>
 */
final class ForeignDomain {

  private static final int LONGEST = 253;

  /** Written in one word in Japanese. */
  private static final Set<UnicodeScript> JAPANESE = Set.of(HAN, HIRAGANA, KATAKANA);

  /** Whose letters are not those of another of them. */
  private static final Set<UnicodeScript> ANYWHERE = Set.of(LATIN, HAN, HANGUL);

  /** What is in no other block of Latin letters are letters of phoneticians, or only look so. */
  private static final Set<UnicodeBlock> LATIN_LETTERS =
      Set.of(
          UnicodeBlock.LATIN_1_SUPPLEMENT,
          UnicodeBlock.LATIN_EXTENDED_A,
          UnicodeBlock.LATIN_EXTENDED_ADDITIONAL);

  /** Dotless i, kra, thorn and eth, which look like i, k, p and d. */
  private static final Set<Integer> MISLEADING = Set.of(0x131, 0x138, 0xfe, 0xf0);

  /** Vowels of Khmer that are not seen. */
  private static final Set<Integer> HIDDEN = Set.of(0x17b4, 0x17b5);

  private ForeignDomain() {}

  /** The form in which it travels; empty if it could be meant otherwise. */
  static Optional<String> travelling(String domain) {
    if (domain.length() > LONGEST) {
      return Optional.empty();
    }
    List<String> labels = List.of(domain.split("\\.", -1));
    Optional<UnicodeScript> top = script(labels.getLast());
    Predicate<UnicodeScript> fits =
        script -> ANYWHERE.contains(script) || top.equals(Optional.of(script));
    List<String> travelling =
        labels.stream().flatMap(label -> travelling(label, fits).stream()).toList();
    return travelling.size() == labels.size()
        ? Optional.of(String.join(".", travelling))
        : Optional.empty();
  }

  private static Optional<String> travelling(String label, Predicate<UnicodeScript> fits) {
    return label.chars().allMatch(ForeignDomain::isAscii)
        ? Optional.of(label)
        : script(label).filter(fits).flatMap(_ -> converted(label));
  }

  private static Optional<String> converted(String label) {
    try {
      String ascii = IDN.toASCII(label, IDN.USE_STD3_ASCII_RULES);
      return IDN.toUnicode(ascii, IDN.USE_STD3_ASCII_RULES).equals(label)
          ? Optional.of(ascii)
          : Optional.empty();
    } catch (IllegalArgumentException refused) {
      return Optional.empty();
    }
  }

  /** The one script of a label; empty if there are several, or something that is in none. */
  private static Optional<UnicodeScript> script(String label) {
    if (label.startsWith("--", 2) || !label.codePoints().allMatch(ForeignDomain::belongs)) {
      return Optional.empty();
    }
    Set<UnicodeScript> scripts =
        label
            .codePoints()
            .filter(c -> !isAscii(c) || Character.isLetter(c))
            .mapToObj(UnicodeScript::of)
            .collect(Collectors.toSet());
    if (scripts.size() > 1 && JAPANESE.containsAll(scripts)) {
      return Optional.of(HAN);
    }
    return scripts.size() == 1
        ? scripts.stream().findFirst().map(script -> JAPANESE.contains(script) ? HAN : script)
        : Optional.empty();
  }

  private static boolean belongs(int c) {
    return isAscii(c)
        ? c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
        : isLetter(c) && !MISLEADING.contains(c);
  }

  private static boolean isLetter(int c) {
    boolean leftToRight =
        switch (Character.getDirectionality(c)) {
          case Character.DIRECTIONALITY_LEFT_TO_RIGHT, Character.DIRECTIONALITY_NONSPACING_MARK ->
              true;
          default -> false;
        };
    return leftToRight
        && !Character.isUpperCase(c)
        && !HIDDEN.contains(c)
        && switch (UnicodeScript.of(c)) {
          case COMMON, INHERITED, UNKNOWN -> false;
          case LATIN -> Character.isLetter(c) && LATIN_LETTERS.contains(UnicodeBlock.of(c));
          // Its parts are written apart by some, and two of them are not seen.
          case HANGUL -> UnicodeBlock.HANGUL_SYLLABLES.equals(UnicodeBlock.of(c));
          default -> Character.isLetter(c) || isMark(c);
        };
  }

  /** Vowels of Indian scripts, and the like. */
  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isAscii(int c) {
    return c < 128;
  }
}
