package dev.errand.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The page of settings tells each that is read, with its default, and none that is not. */
class SettingsTest {

  private static final Path PAGE = Path.of("../docs/configuration.md");

  private static final Pattern READ = Pattern.compile("\\$\\{(errand\\.[a-z.-]+)(?::([^$}]*))?");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(errand[^`]*)` \\| (.*?) ?\\|");
  private static final Pattern NAMED = Pattern.compile("`(errand\\.worker\\.[a-z-]+)`");

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(
              "dev.errand.runtime",
              "dev.errand.apiingest",
              "dev.errand.noteworker",
              "dev.errand.mailworker",
              "dev.errand.tokenrefresher");

  /** A key, and its default; empty if it has none. */
  private record Setting(String key, String usual) {}

  @Test
  void eachIsOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    Set<String> told =
        Stream.of(ROW, NAMED)
            .flatMap(pattern -> pattern.matcher(page).results())
            .map(row -> row.group(1))
            .collect(Collectors.toSet());

    assertThat(told)
        .hasSizeGreaterThan(40)
        .containsExactlyInAnyOrderElementsOf(
            settings().map(Setting::key).collect(Collectors.toSet()));
  }

  @Test
  void withItsDefault() throws IOException {
    var told =
        ROW.matcher(Files.readString(PAGE))
            .results()
            .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));

    assertThat(settings().filter(one -> told.containsKey(one.key()) && !one.usual().isEmpty()))
        .hasSizeGreaterThan(20)
        .allSatisfy(
            one ->
                assertThat(told.get(one.key())).as(one.key()).startsWith("`" + one.usual() + "`"));
  }

  private static Stream<Setting> settings() {
    return Stream.concat(bound(), read());
  }

  private static Stream<Setting> bound() {
    return OURS.stream()
        .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class))
        .map(JavaClass::reflect)
        .flatMap(type -> of(type.getAnnotation(ConfigurationProperties.class).value(), type));
  }

  private static Stream<Setting> of(String prefix, Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Parameter[] parameters = type.getDeclaredConstructors()[0].getParameters();
    return IntStream.range(0, components.length)
        .boxed()
        .flatMap(
            place -> {
              String key = prefix + "." + kebab(components[place].getName());
              return components[place].getType().isRecord()
                  ? of(key, components[place].getType())
                  : Stream.of(new Setting(key, usual(parameters[place])));
            });
  }

  private static String usual(Parameter parameter) {
    DefaultValue usual = parameter.getAnnotation(DefaultValue.class);
    return usual == null ? "" : String.join(",", usual.value());
  }

  private static Stream<Setting> read() {
    return OURS.stream()
        .map(JavaClass::reflect)
        .flatMap(type -> Stream.of(type.getDeclaredMethods(), type.getDeclaredConstructors()))
        .flatMap(Arrays::stream)
        .flatMap(called -> Arrays.stream(((Executable) called).getParameters()))
        .filter(parameter -> parameter.isAnnotationPresent(Value.class))
        .flatMap(SettingsTest::read);
  }

  private static Stream<Setting> read(Parameter parameter) {
    return READ.matcher(parameter.getAnnotation(Value.class).value())
        .results()
        .map(found -> new Setting(found.group(1), found.group(2) == null ? "" : found.group(2)));
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
