package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.apiingest.page.PageController;
import dev.errand.runtime.audit.Act;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.WaitCause;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The document says what the app does, no more and no less. */
class OpenApiTest extends ApiTest {

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  @Test
  void itIsVersion31AndNamesEveryAddressAndNoOther() {
    JsonNode document = document();
    assertThat(document.path("openapi").stringValue()).startsWith("3.1");
    Set<String> documented = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(
                        method ->
                            documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    assertThat(documented).isEqualTo(served());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi.yaml", "/asyncapi.yaml"})
  void itIsServedAsWhatItIs(String address) {
    assertThat(send(to(address)).headers().firstValue("Content-Type")).hasValue("application/yaml");
  }

  @Test
  void itNamesEveryOperationWithTheSchemaThatIsChecked() {
    List<String> documented = new ArrayList<>();
    for (JsonNode choice : document().at("/components/schemas/NewCommand/oneOf")) {
      String operation = choice.at("/properties/operation/const").stringValue();
      String schema = choice.at("/properties/data/$ref").stringValue();
      assertThat(send(to("/" + schema)).statusCode()).as(schema).isEqualTo(200);
      documented.add(operation + " " + schema);
    }
    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            new OperationCatalog()
                .entries().stream()
                    .map(entry -> entry.name() + " " + entry.inputSchema())
                    .toList());
  }

  @Test
  void itsClosedSetsAreOurs() {
    assertThat(texts("/components/schemas/Problem/properties/code/enum"))
        .isEqualTo(Arrays.stream(ProblemCode.values()).map(ProblemCode::wireName).toList());
    assertThat(texts("/components/schemas/Audit/properties/entries/items/properties/act/enum"))
        .isEqualTo(Arrays.stream(Act.values()).map(Act::wireName).toList());
    assertThat(texts("/components/schemas/Command/properties/waiting/properties/cause/enum"))
        .isEqualTo(
            Stream.concat(
                    Stream.of("postponed"),
                    Arrays.stream(WaitCause.values()).map(WaitCause::wireName))
                .toList());
  }

  /** In either document, and from one schema to the next. */
  @ParameterizedTest
  @ValueSource(strings = {"/openapi.yaml", "/asyncapi.yaml"})
  void everyReferenceLeadsSomewhereForWhomeverReadsItHere(String address) {
    Set<URI> read = new LinkedHashSet<>(Set.of(URI.create(address)));
    Deque<URI> unread = new ArrayDeque<>(read);
    while (!unread.isEmpty()) {
      URI here = unread.remove();
      JsonNode document = documentAt(here);
      for (String reference : document.findValuesAsString("$ref")) {
        URI there = here.resolve(reference);
        if (reference.startsWith("#")) {
          assertThat(document.at(there.getFragment()).isMissingNode()).as(reference).isFalse();
        } else if (read.add(there)) {
          unread.add(there);
        }
      }
    }
    assertThat(read).hasSizeGreaterThan(new OperationCatalog().entries().size());
  }

  /** What is for browsers is not part of the API. */
  private Set<String> served() {
    Set<String> served = new TreeSet<>();
    mappings
        .getHandlerMethods()
        .forEach(
            (mapping, method) -> {
              if (method.getBeanType().getName().startsWith("dev.errand.apiingest")
                  && !method.getBeanType().isAnnotationPresent(PageController.class)) {
                addresses(mapping).filter(a -> !a.endsWith("/error")).forEach(served::add);
              }
            });
    return served;
  }

  private static Stream<String> addresses(RequestMappingInfo mapping) {
    return mapping.getPatternValues().stream()
        .map(pattern -> pattern.replaceAll("\\{(\\w+):[^}]*}", "{$1}"))
        .flatMap(
            pattern ->
                mapping.getMethodsCondition().getMethods().isEmpty()
                    ? Stream.of(pattern)
                    : mapping.getMethodsCondition().getMethods().stream()
                        .map(method -> method + " " + pattern));
  }

  private List<String> texts(String pointer) {
    return document().at(pointer).valueStream().map(JsonNode::stringValue).toList();
  }

  private JsonNode document() {
    return documentAt(URI.create("/openapi.yaml"));
  }

  /** YAML, of which JSON is a part. */
  private JsonNode documentAt(URI address) {
    HttpResponse<String> response = send(to(address.toString()));
    assertThat(response.statusCode()).as(address.toString()).isEqualTo(200);
    return YAMLMapper.builder().build().readTree(response.body());
  }
}
