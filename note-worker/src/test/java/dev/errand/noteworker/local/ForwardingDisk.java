package dev.errand.noteworker.local;

import java.io.IOException;
import java.nio.file.FileVisitor;
import java.nio.file.Path;

/** Another disk, of which a test changes something. */
class ForwardingDisk implements Disk {

  private final Disk disk;

  ForwardingDisk(Disk disk) {
    this.disk = disk;
  }

  @Override
  public void folder(Path folder) throws IOException {
    disk.folder(folder);
  }

  @Override
  public void walk(Path folder, int deepest, FileVisitor<Path> visitor) throws IOException {
    disk.walk(folder, deepest, visitor);
  }

  @Override
  public byte[] read(Path file, int most) throws IOException {
    return disk.read(file, most);
  }

  @Override
  public void write(Path file, byte[] bytes) throws IOException {
    disk.write(file, bytes);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    disk.move(from, to);
  }

  @Override
  public void replace(Path from, Path to) throws IOException {
    disk.replace(from, to);
  }
}
