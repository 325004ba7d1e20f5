package dev.errand.e2e.canary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** How a secret may be written down. What is compressed is opened before it is searched. */
enum Encoding {
  RAW {
    @Override
    Stream<byte[]> of(byte[] value) {
      return Stream.of(value);
    }
  },
  /** In both alphabets, and wherever in a longer text it stands. */
  BASE64 {
    @Override
    Stream<byte[]> of(byte[] value) {
      return Stream.of(Base64.getEncoder(), Base64.getUrlEncoder())
          .flatMap(alphabet -> IntStream.range(0, 3).mapToObj(at -> inside(alphabet, at, value)));
    }
  },
  HEX {
    @Override
    Stream<byte[]> of(byte[] value) {
      String hex = HexFormat.of().formatHex(value);
      return Stream.of(ascii(hex), ascii(hex.toUpperCase(Locale.ROOT)));
    }
  },
  URL {
    @Override
    Stream<byte[]> of(byte[] value) {
      String escaped = URLEncoder.encode(new String(value, ISO_8859_1), ISO_8859_1);
      String other = ESCAPE.matcher(escaped).replaceAll(it -> it.group().toLowerCase(Locale.ROOT));
      return Stream.of(ascii(escaped), ascii(other));
    }
  },
  JSON {
    @Override
    Stream<byte[]> of(byte[] value) {
      String text = new String(value, UTF_8);
      if (!Arrays.equals(text.getBytes(UTF_8), value)) {
        return Stream.empty(); // a key's bytes are no text
      }
      String quoted = JsonMapper.shared().writeValueAsString(text);
      String escaped = quoted.substring(1, quoted.length() - 1);
      return Stream.of(escaped, escaped.replace("/", "\\/")).map(each -> each.getBytes(UTF_8));
    }
  };

  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

  /** All ways to write it so; some may be the same as another encoding's. */
  abstract Stream<byte[]> of(byte[] value);

  /**
   * The letters that the value alone decides when so many bytes stand before it and anything
   * behind.
   */
  private static byte[] inside(Base64.Encoder alphabet, int before, byte[] value) {
    byte[] shifted = new byte[before + value.length];
    System.arraycopy(value, 0, shifted, before, value.length);
    byte[] letters = alphabet.withoutPadding().encode(shifted);
    int first = (before * 8 + 5) / 6;
    return Arrays.copyOfRange(letters, first, shifted.length * 8 / 6);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
