package dev.errand.mailworker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cursor holds a place in a list, and no part of the question. */
class PlacesTest {

  private static String written(String place) {
    return Base64.getUrlEncoder().encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "$top=10&$skip=10, $skip=10",
    "%24filter=isRead%20eq%20false&%24skip=20&%24top=10, %24skip=20",
    "$search=%22x%22&$skiptoken=MSZZ%3d_-, $skiptoken=MSZZ%3d_-",
    "$skipToken=a&$skip=1, $skipToken=a&$skip=1"
  })
  void ofAListsLinkOnlyThePlaceIsKeptAndUnchanged(String query, String place) {
    assertThat(Places.OF_A_LIST.in(query)).contains(place);
    assertThat(Places.OF_A_LIST.ofCursor(Places.cursor(place))).contains(place);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$skiptoken=GwcBoTmP", "%24deltatoken=GwcBoTmP"})
  void ofChangesTooWhereTheyGoOnOrBeginAnew(String place) {
    assertThat(Places.OF_CHANGES.in(place)).contains(place);
    assertThat(Places.OF_CHANGES.in("$select=id&" + place)).contains(place);
    assertThat(Places.OF_CHANGES.ofCursor(Places.cursor(place))).contains(place);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$top=10", "$skip=", "$skip=x", "$skip=1&$skip=2&$skip=3", ""})
  void aLinkWithoutAPlaceHasNone(String query) {
    assertThat(Places.OF_A_LIST.in(query)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$top=1",
        "$select=body",
        "$top=1&$skip=1",
        "$skip=1&$select=body",
        "$skip=1&$filter=isRead%20eq%20true",
        "$skip=-1",
        "$skip=1x",
        "$skip=10000000000",
        "$skiptoken=",
        "$skiptoken=a#/evil",
        "$skiptoken=a b",
        "$skiptoken=%zz",
        "$deltatoken=a",
        "https://evil.example/?$skip=1",
        "$skip=1 HTTP/1.1\r\nHost: evil.example",
        "/../../me/drive?$skip=1",
        "$skip=1&access_token=x",
        "$skip=1&&$skiptoken=2",
        "$skip=1\u0000",
        "$skip=\u00e9",
        ""
      })
  void aCursorThatSomebodyMadeUpIsRefused(String madeUp) {
    assertThat(Places.OF_A_LIST.ofCursor(written(madeUp))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"$skip=1", "$filter=x", "$deltatoken=a&$select=body", "$deltatoken="})
  void soIsOneOfChanges(String madeUp) {
    assertThat(Places.OF_CHANGES.ofCursor(written(madeUp))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!", "a", "aGk=aGk", "JHNraXA9MQ==\n"})
  void aCursorThatIsNotBase64IsRefused(String cursor) {
    assertThat(Places.OF_A_LIST.ofCursor(cursor)).isEmpty();
  }

  @Test
  void aLongPlaceIsNotTaken() {
    assertThat(Places.OF_A_LIST.ofCursor(written("$skiptoken=" + "1".repeat(4_000)))).isEmpty();
  }
}
