package dev.errand.pipeline.journal;

/** One partition of a commands topic. */
public record Partition(String topic, int number) {

  public Partition {
    if (number < 0) {
      throw new IllegalArgumentException("A partition's number is not negative");
    }
  }

  @Override
  public String toString() {
    return topic + "-" + number;
  }
}
