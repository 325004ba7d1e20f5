package dev.errand.noteworker.steps;

import dev.errand.pipeline.ConnectionFacts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known by id in one connection, to save reads: the most recently used, kept in memory. It
 * may be out of date or forgotten at any time. Thread-safe.
 */
public final class Remembered<V> {

  private record Key(String connection, long version, String about) {}

  private final Map<Key, V> values;

  /**
   * @param most how many are kept
   */
  public Remembered(int most) {
    this.values =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, V> eldest) {
            return size() > most;
          }
        };
  }

  public synchronized Optional<V> get(ConnectionFacts connection, String about) {
    return Optional.ofNullable(values.get(key(connection, about)));
  }

  public synchronized void put(ConnectionFacts connection, String about, V value) {
    values.put(key(connection, about), value);
  }

  public synchronized void forget(ConnectionFacts connection, String about) {
    values.remove(key(connection, about));
  }

  private static Key key(ConnectionFacts connection, String about) {
    return new Key(connection.id(), connection.version(), about);
  }
}
