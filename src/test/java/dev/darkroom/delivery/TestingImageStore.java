package dev.darkroom.delivery;

import dev.darkroom.task.StoredImage;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what it is given, for as long as it is not told to fail. */
final class TestingImageStore implements ImageStore {
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private volatile boolean failing;

  record Kept(StoredImage image, Buffer content, Map<String, String> tags) {}

  void willFail() {
    failing = true;
  }

  void has(StoredImage image) {
    kept.put(image.key(), new Kept(image, Buffer.buffer(), Map.of()));
  }

  Map<String, Kept> kept() {
    return Map.copyOf(kept);
  }

  @Override
  public StoredImage putIfAbsent(StoredImage image, Path file, Map<String, String> tags) {
    if (failing) {
      throw new UncheckedIOException(new IOException("no bucket today"));
    }
    return kept.computeIfAbsent(image.key(), _ -> new Kept(image, read(file), tags)).image();
  }

  @Override
  public URI sign(String key, Duration validity) {
    return URI.create("https://bucket.test/" + key);
  }

  private static Buffer read(Path file) {
    try {
      return Buffer.buffer(Files.readAllBytes(file));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
