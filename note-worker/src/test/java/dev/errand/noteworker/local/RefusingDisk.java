package dev.errand.noteworker.local;

import java.io.IOException;
import java.nio.file.Path;

/** A disk on which one file cannot be written. */
final class RefusingDisk extends ForwardingDisk {

  private String name = "nothing";

  RefusingDisk() {
    super(new RealDisk());
  }

  /** The file of that name, from now on. */
  void refuse(String name) {
    this.name = name;
  }

  private void check(Path path) throws IOException {
    if (path.endsWith(name)) {
      throw new IOException("This file cannot be written");
    }
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    check(to);
    super.move(from, to);
  }

  @Override
  public void replace(Path from, Path to) throws IOException {
    check(to);
    super.replace(from, to);
  }
}
