package dev.errand.e2e.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The search itself is not void. */
class SearchTest {

  private static final long SEED = 7;

  private final Random random = new Random(SEED);
  private final List<Canary> canaries = canaries();
  private final Search search = new Search(canaries);

  @ParameterizedTest
  @EnumSource
  void aPartOf31BytesIsFoundInEachEncodingWhereverItStands(Encoding encoding) {
    for (Canary canary : canaries) {
      encoding
          .of(canary.value())
          .filter(text -> text.length >= Canary.LEAST)
          .forEach(
              text -> {
                int from = random.nextInt(text.length - Canary.LEAST + 1);
                byte[] leak = around(text, from, Canary.LEAST, random.nextInt(50));
                assertThat(search.in(leak)).as("from %d of %s", from, canary).isNotEmpty();
              });
    }
  }

  @Test
  void base64OfALongerTextIsFoundAtEachOffset() {
    Canary canary = canaries.getFirst();
    for (int before = 0; before < 6; before++) {
      byte[] text = java.util.Base64.getEncoder().encode(around(canary.value(), 0, 48, before));
      assertThat(search.in(text))
          .as("%d bytes before", before)
          .extracting(Search.Hit::canary)
          .contains(canary);
    }
  }

  @Test
  void whatLiesAcrossTwoBlocksIsFound() throws IOException {
    Canary canary = canaries.getFirst();
    for (int cut = 1; cut < 48; cut++) {
      byte[] text = around(canary.value(), 0, 48, (1 << 20) - cut);
      assertThat(search.in(new ByteArrayInputStream(text)))
          .as("%d bytes before the end of a block", cut)
          .extracting(Search.Hit::canary)
          .containsOnly(canary);
    }
  }

  @Test
  void nothingIsFoundInWhatHoldsNone() {
    byte[] text = new byte[5_000_000];
    random.nextBytes(text);

    assertThat(search.in(text)).isEmpty();
  }

  private byte[] around(byte[] text, int from, int length, int before) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] noise = new byte[before];
    random.nextBytes(noise);
    out.writeBytes(noise);
    out.write(text, from, length);
    out.writeBytes(new byte[] {1, 2, 3, 4, 5, 6, 7});
    return out.toByteArray();
  }

  private List<Canary> canaries() {
    List<Canary> all = new ArrayList<>();
    for (int number = 0; number < 100; number++) {
      byte[] key = new byte[32];
      random.nextBytes(key);
      all.add(Canary.fresh(Kind.ACCESS_TOKEN));
      all.add(new Canary(Kind.DATA_KEY, key));
      all.add(
          Canary.of(Kind.CONTENT, "Grüße \"an\"\n alle / " + Canary.fresh(Kind.CONTENT).text()));
    }
    return all;
  }
}
