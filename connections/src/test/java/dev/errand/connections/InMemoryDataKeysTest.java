package dev.errand.connections;

class InMemoryDataKeysTest extends DataKeyStoreContract {

  private final InMemoryDataKeys keys = new InMemoryDataKeys();

  @Override
  protected DataKeyStore keys() {
    return keys;
  }
}
