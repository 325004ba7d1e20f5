package dev.errand.noteworker.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ENGLISH    | We talked about the budget and what it is for
          GERMAN     | Wir haben über das Budget gesprochen und wofür es ist
          FRENCH     | Nous avons parlé du budget et de ce à quoi il sert
          SPANISH    | Hablamos sobre el presupuesto y para qué es
          ITALIAN    | Abbiamo parlato del bilancio e di che cosa serve
          PORTUGUESE | Não falámos do orçamento nem dos que foram feitos pela equipa
          DUTCH      | We hebben het over de begroting gehad en waar die voor is
          SWEDISH    | Vi talade om budgeten och vad den är till för
          ENGLISH    | 日本語のメモ
          """)
  void theLanguageIsToldBySmallWords(Language language, String text) {
    assertThat(Language.of(text)).isEqualTo(language);
  }

  @Test
  void formsOfAWordHaveOneStemAndSmallWordsAreNotThere() {
    assertThat(Words.stems("The meetings, a meeting", Language.ENGLISH)).containsExactly("meet");
    assertThat(Words.stems("Die Häuser und das Haus", Language.GERMAN)).containsExactly("haus");
  }

  @Test
  void whatIsWrittenIsKeptWithItsPlace() {
    assertThat(Words.of("The Meetings", Language.ENGLISH))
        .containsExactly(new Word("meet", "Meetings", 4));
  }

  @Test
  void eachOfAFewWordsIsLookedForInEachLanguage() {
    assertThat(Words.possibleStems("Häuser meetings"))
        .satisfiesExactly(
            houses -> assertThat(houses).contains("haus", "häuser"),
            meetings -> assertThat(meetings).contains("meet"));
  }
}
