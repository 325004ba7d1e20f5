package dev.errand.noteworker.local;

import java.io.IOException;
import java.nio.file.FileVisitor;
import java.nio.file.Path;

/**
 * How files come to be and change: each step is whole or did not happen, also when the power fails
 * between two of them.
 */
interface Disk {

  /**
   * A folder that only we can look into, if there is none of that name.
   *
   * @throws java.nio.file.NotDirectoryException if a link or a file has that name
   */
  void folder(Path folder) throws IOException;

  /** Goes through a folder and those in it, so many deep, and follows no link. */
  void walk(Path folder, int deepest, FileVisitor<Path> visitor) throws IOException;

  /** Up to so many of a file's bytes, unless it is a link. */
  byte[] read(Path file, int most) throws IOException;

  /** A new file with these bytes, of which the disk has every one. */
  void write(Path file, byte[] bytes) throws IOException;

  /**
   * Gives a file another name.
   *
   * @throws java.nio.file.FileAlreadyExistsException if something has that name
   */
  void move(Path from, Path to) throws IOException;

  /** Gives a file the name of another, which is gone with that. */
  void replace(Path from, Path to) throws IOException;
}
