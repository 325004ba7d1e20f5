package dev.errand.connections;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalWrapperKeysTest extends WrapperKeysContract {

  @TempDir Path directory;

  @Override
  protected KeyWrapper wrapper() {
    return LocalKeyWrapper.open(directory.resolve("keyset.json"));
  }

  @Override
  protected WrapperKeys keys() {
    return LocalKeyWrapper.open(directory.resolve("keyset.json"));
  }
}
