package dev.errand.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is delivered cannot be crashed from inside: its points are empty methods. */
class UnarmedJarsTest {

  private static final String POINT = "dev/errand/pipeline/CrashPoint";

  @ParameterizedTest
  @ValueSource(strings = {"api-ingest", "note-worker", "mail-worker", "token-refresher"})
  void aPackagedAppHasOneCrashPointClassAndItDoesNothing(String app) throws IOException {
    List<ClassModel> points = points(Path.of("..", app, "target", app + "-app.jar"));

    assertThat(points).hasSize(1);
    MethodModel hit =
        points.getFirst().methods().stream()
            .filter(method -> method.methodName().equalsString("hit"))
            .findFirst()
            .orElseThrow();
    assertThat(instructions(hit)).containsExactly(Opcode.RETURN);
    assertThat(points.getFirst().methods())
        .extracting(method -> method.methodName().stringValue())
        .containsExactlyInAnyOrder("<init>", "hit");
  }

  private static List<Opcode> instructions(MethodModel method) {
    return method
        .code()
        .orElseThrow()
        .elementStream()
        .filter(Instruction.class::isInstance)
        .map(each -> ((Instruction) each).opcode())
        .toList();
  }

  /** The class and all it might have inside, in the app's own classes and in its libraries. */
  private static List<ClassModel> points(Path jar) throws IOException {
    List<ClassModel> found = new ArrayList<>();
    try (JarFile app = new JarFile(jar.toFile())) {
      for (ZipEntry entry : app.stream().toList()) {
        try (InputStream in = app.getInputStream(entry)) {
          if (entry.getName().endsWith(".jar")) {
            collect(new ZipInputStream(in), found);
          } else if (isPoint(entry)) {
            found.add(ClassFile.of().parse(in.readAllBytes()));
          }
        }
      }
    }
    return found;
  }

  private static void collect(ZipInputStream library, List<ClassModel> found) throws IOException {
    for (ZipEntry entry = library.getNextEntry(); entry != null; entry = library.getNextEntry()) {
      if (isPoint(entry)) {
        found.add(ClassFile.of().parse(library.readAllBytes()));
      }
    }
  }

  private static boolean isPoint(ZipEntry entry) {
    return entry.getName().contains(POINT);
  }
}
