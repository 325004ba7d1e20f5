package dev.errand.apiingest.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.core.convert.support.GenericConversionService;

/** What a session holds is stored as text, and nothing else can be: no object is ever read. */
final class StoredTexts {

  private StoredTexts() {}

  static GenericConversionService conversion() {
    GenericConversionService conversion = new GenericConversionService();
    conversion.addConverter(Object.class, byte[].class, value -> ((String) value).getBytes(UTF_8));
    conversion.addConverter(byte[].class, Object.class, bytes -> new String(bytes, UTF_8));
    return conversion;
  }
}
