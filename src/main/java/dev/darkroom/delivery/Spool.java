package dev.darkroom.delivery;

import dev.darkroom.base.Sha256;
import dev.darkroom.delivery.DiskBudget.Share;
import dev.darkroom.link.Deadline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A temporary file that is counted and hashed as it grows. Closing it removes the file, and frees
 * its room on the disk.
 */
final class Spool implements AutoCloseable {
  static final String PREFIX = "darkroom-";

  private final Path file;
  private final OutputStream out;
  private final MessageDigest digest;
  private Optional<Share> room = Optional.empty();
  private long size;

  private Spool(Path file, OutputStream out, MessageDigest digest) {
    this.file = file;
    this.out = out;
    this.digest = digest;
  }

  static Spool in(Path folder) throws IOException {
    var file = Files.createTempFile(folder, PREFIX, ".result");
    return new Spool(file, Files.newOutputStream(file), Sha256.digest());
  }

  /**
   * Waits for room for that many bytes.
   *
   * @return whether there was room in time
   */
  boolean reserve(DiskBudget budget, long bytes, Deadline deadline) throws InterruptedException {
    room = budget.reserve(bytes, deadline);
    return room.isPresent();
  }

  /** Appends the first bytes of a buffer. */
  void append(byte[] buffer, int length) throws IOException {
    out.write(buffer, 0, length);
    digest.update(buffer, 0, length);
    size += length;
  }

  Path file() {
    return file;
  }

  long size() {
    return size;
  }

  /** The hash in lower-case hexadecimal digits; call it once, at the end. */
  String sha256Hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally {
      Files.deleteIfExists(file);
      room.ifPresent(Share::giveBack);
      room = Optional.empty();
    }
  }
}
