package dev.errand.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.io.ObjectInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between the modules. A failure says why the border is there. */
class BordersTest {

  private static final List<String> MODULES =
      List.of(
          "schemas",
          "connections",
          "pipeline",
          "runtime",
          "noteworker",
          "mailworker",
          "apiingest",
          "tokenrefresher",
          "sandbox",
          "local",
          "bench");

  private static final String[] KAFKA = {"org.apache.kafka..", "org.springframework.kafka.."};

  private static final String[] SQL = {
    "java.sql..",
    "javax.sql..",
    "jakarta.persistence..",
    "org.hibernate..",
    "org.postgresql..",
    "org.springframework.jdbc..",
    "org.springframework.data.."
  };

  private static final String[] SPRING = {"org.springframework.."};

  private static final String[] HTTP = {"java.net.http..", "org.apache.hc.."};

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.errand");

  @ParameterizedTest(name = "{0} knows of ours: {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "nothing",
      textBlock =
          """
          schemas | nothing | the words on the wire are what everybody else agrees on
          connections | schemas | tokens can be tested and reviewed without the engine: runtime joins the two through the port TokenSource
          pipeline | schemas | the engine can be tested with fakes, and never sees a refresh token: runtime joins it to connections through the port TokenSource
          runtime | schemas, connections, pipeline | an adapter that knows an app cannot be shared by the others
          noteworker | schemas, pipeline, runtime | a worker holds what its provider needs and nothing of others; tokens reach it through pipeline
          mailworker | schemas, pipeline, runtime | a worker holds what its provider needs and nothing of others; tokens reach it through pipeline
          apiingest | schemas, connections, pipeline, runtime | apps meet on Kafka and in PostgreSQL, not in code
          tokenrefresher | schemas, connections, pipeline, runtime | apps meet on Kafka and in PostgreSQL, not in code
          sandbox | nothing | a simulator that shares code with what it tests shares its mistakes
          local | schemas | what starts the apps must not need their code
          """)
  void aModuleKnowsOnlyThoseBelowIt(String module, @Nullable String known, String why) {
    Set<String> allowed = new HashSet<>(List.of(module));
    if (known != null) {
      allowed.addAll(List.of(known.split(", ")));
    }
    String[] forbidden =
        MODULES.stream()
            .filter(it -> !allowed.contains(it))
            .map(BordersTest::in)
            .toArray(String[]::new);

    assertThat(MODULES).containsAll(allowed);
    check(classesOf(module).should().dependOnClassesThat().resideInAnyPackage(forbidden), why);
  }

  @Test
  void theHeartIsPlainJava() {
    check(
        classesOf("schemas", "connections", "pipeline")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(all(SPRING, KAFKA, SQL, HTTP)),
        "the domain is made with new, in a test as in the app; what is outside is reached through"
            + " ports that runtime implements");
  }

  @Test
  void workersMentionNoKafkaNoSqlAndNoClock() {
    check(
        classesOf("noteworker", "mailworker")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                all(KAFKA, SQL, in("runtime.kafka"), in("runtime.postgres"), in("connections"))),
        "a worker that mentions Kafka, SQL or refresh tokens has grown too much: that is the"
            + " engine's");
    check(
        classesOf("noteworker", "mailworker")
            .and()
            .haveSimpleNameNotEndingWith("Configuration")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class),
        "a worker that mentions a clock has grown too much: waiting, retrying and giving up are the"
            + " engine's (its configuration may hand one on)");
  }

  @Test
  void nobodyAsksTheSystemForTheTime() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                Stream.of(
                        "schemas",
                        "connections",
                        "pipeline",
                        "runtime",
                        "noteworker",
                        "mailworker",
                        "apiingest",
                        "tokenrefresher")
                    .map(BordersTest::in)
                    .toArray(String[]::new))
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis"),
        "time comes from a Clock in the constructor, so that a test can set it");
  }

  @Test
  void nothingIsReadByJavaSerialization() {
    check(
        noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class),
        "bytes from outside are JSON and nothing else");
  }

  private static GivenClassesConjunction classesOf(String... modules) {
    return noClasses()
        .that()
        .resideInAnyPackage(Arrays.stream(modules).map(BordersTest::in).toArray(String[]::new));
  }

  private static void check(ArchRule rule, String why) {
    rule.because(why).check(CLASSES);
  }

  private static String in(String module) {
    return "dev.errand." + module + "..";
  }

  private static String[] all(Object... packages) {
    return Arrays.stream(packages)
        .flatMap(it -> it instanceof String[] many ? Arrays.stream(many) : Stream.of((String) it))
        .toArray(String[]::new);
  }
}
