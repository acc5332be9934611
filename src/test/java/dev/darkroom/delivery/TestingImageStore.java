package dev.darkroom.delivery;

import dev.darkroom.task.StoredImage;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what it is given, for as long as it is not told to fail. */
public final class TestingImageStore implements ImageStore {
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final Set<String> emptied = ConcurrentHashMap.newKeySet();
  private volatile boolean failing;
  private volatile Optional<String> breaking = Optional.empty();

  public record Kept(StoredImage image, Buffer content, Map<String, String> tags) {}

  public void willFail() {
    failing = true;
  }

  public void comeBack() {
    failing = false;
  }

  /** Not even an exception that anybody would foresee. */
  void willBreakOn(String keyEnd) {
    breaking = Optional.of(keyEnd);
  }

  public void has(StoredImage image) {
    kept.put(image.key(), new Kept(image, Buffer.buffer(), Map.of()));
  }

  public Map<String, Kept> kept() {
    return Map.copyOf(kept);
  }

  @Override
  public Put putIfAbsent(StoredImage image, Path file, Map<String, String> tags) {
    if (failing) {
      throw new UncheckedIOException(new IOException("no bucket today"));
    }
    if (breaking.filter(image.key()::endsWith).isPresent()) {
      throw new NoClassDefFoundError("a class that the native image lacks");
    }
    if (emptied.contains(image.key())) {
      return new Put.Emptied();
    }
    var there = kept.computeIfAbsent(image.key(), _ -> new Kept(image, read(file), tags)).image();
    return there.sha256().equals(image.sha256()) ? new Put.Stored(image) : new Put.Taken();
  }

  @Override
  public Optional<StoredImage> find(String key, int index) {
    if (failing) {
      throw new UncheckedIOException(new IOException("no bucket today"));
    }
    return Optional.ofNullable(kept.get(key)).map(Kept::image);
  }

  @Override
  public Optional<byte[]> read(String key) {
    throw new UnsupportedOperationException("delivery reads nothing back");
  }

  @Override
  public void delete(List<String> keys) {
    if (failing) {
      throw new UncheckedIOException(new IOException("no bucket today"));
    }
    keys.forEach(kept::remove);
  }

  @Override
  public void empty(String key) {
    delete(List.of(key));
    emptied.add(key);
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
