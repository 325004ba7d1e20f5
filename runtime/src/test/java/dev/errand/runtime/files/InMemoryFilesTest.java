package dev.errand.runtime.files;

import dev.errand.schemas.UserId;

class InMemoryFilesTest extends FileStoreContract {

  private final InMemoryFiles files = new InMemoryFiles(5 * Parts.SIZE);

  @Override
  FileStore store() {
    return files;
  }

  @Override
  StoredFile uploaded(UserId user, String name, byte[] content) {
    return files.upload(user, name, "application/pdf", content);
  }

  @Override
  void connected(UserId user) {}
}
