package dev.errand.apiingest.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class EndingTest {

  @Test
  void theDocumentNamesEveryEnding() throws IOException {
    try (InputStream file = EndingTest.class.getResourceAsStream("/static/openapi.yaml")) {
      JsonNode document = YAMLMapper.builder().build().readTree(Objects.requireNonNull(file));
      assertThat(
              document
                  .at("/paths/~1connections~1{provider}~1done/get/parameters/1/schema/enum")
                  .valueStream()
                  .map(JsonNode::stringValue))
          .containsExactlyElementsOf(Arrays.stream(Ending.values()).map(Ending::wireName).toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyEndingSaysWhatHappenedAndWhatToDo(Ending ending) {
    assertThat(EndPage.html(Provider.NOTION, ending)).contains(ending.title(), ending.next());
    assertThat(Ending.ofWireName(ending.wireName())).contains(ending);
  }
}
