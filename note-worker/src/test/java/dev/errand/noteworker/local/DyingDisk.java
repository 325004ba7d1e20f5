package dev.errand.noteworker.local;

import java.io.IOException;
import java.nio.file.FileVisitor;
import java.nio.file.Path;

/** A disk of a process that ends at a point: before or after a step, counted together from 1. */
final class DyingDisk implements Disk {

  private final Disk real = new RealDisk();
  private final int last;
  private int points;

  DyingDisk(int last) {
    this.last = last;
  }

  static final class Killed extends Error {
    Killed() {
      super("killed", null, false, false);
    }
  }

  boolean died() {
    return points >= last;
  }

  private void point() {
    if (++points == last) {
      throw new Killed();
    }
  }

  @Override
  public void folder(Path folder) throws IOException {
    real.folder(folder);
  }

  @Override
  public void walk(Path folder, int deepest, FileVisitor<Path> visitor) throws IOException {
    real.walk(folder, deepest, visitor);
  }

  @Override
  public byte[] read(Path file, int most) throws IOException {
    return real.read(file, most);
  }

  @Override
  public void write(Path file, byte[] bytes) throws IOException {
    if (points + 1 == last) {
      real.write(file, new byte[] {bytes[0]}); // a part of it
    }
    point();
    real.write(file, bytes);
    point();
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    point();
    real.move(from, to);
    point();
  }

  @Override
  public void replace(Path from, Path to) throws IOException {
    point();
    real.replace(from, to);
    point();
  }
}
