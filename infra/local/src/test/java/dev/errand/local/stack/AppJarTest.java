package dev.errand.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppJarTest {

  @TempDir Path directory;

  @Test
  void aBuiltAppBecomesPlainJars() throws IOException {
    Path runnable = AppJar.unpacked(built("one"), directory);
    try (JarFile jar = new JarFile(runnable.toFile())) {
      Attributes attributes = jar.getManifest().getMainAttributes();
      assertThat(attributes.getValue("Main-Class")).isEqualTo("some.Main");
      assertThat(attributes.getValue("Class-Path")).isEqualTo("lib/a.jar");
      assertThat(jar.stream().map(JarEntry::getName))
          .containsExactlyInAnyOrder("META-INF/MANIFEST.MF", "some/", "some/Main.class");
    }
    assertThat(runnable.resolveSibling("lib/a.jar")).hasContent("one");
  }

  @Test
  void theSameBuildIsUnpackedOnceAndANewOneAgain() throws IOException {
    Path jar = built("one");
    AppJar.unpacked(jar, directory);
    assertThat(AppJar.isUnpacked(jar, directory)).isTrue();

    built("two");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(10)));

    assertThat(AppJar.isUnpacked(jar, directory)).isFalse();
    assertThat(AppJar.unpacked(jar, directory).resolveSibling("lib/a.jar")).hasContent("two");
  }

  @Test
  void whatIsNotBuiltIsTold() {
    assertThatThrownBy(() -> AppJar.unpacked(directory.resolve("x-app.jar"), directory))
        .isInstanceOf(StackProblem.class)
        .hasMessageContaining("x-app.jar");
  }

  private Path built(String content) throws IOException {
    Path jar = directory.resolve("x-app.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Start-Class", "some.Main");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (String name :
          new String[] {
            "BOOT-INF/classes/",
            "BOOT-INF/classes/some/",
            "BOOT-INF/classes/some/Main.class",
            "BOOT-INF/lib/",
            "BOOT-INF/lib/a.jar"
          }) {
        out.putNextEntry(new JarEntry(name));
        if (!name.endsWith("/")) {
          out.write(content.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return jar;
  }
}
