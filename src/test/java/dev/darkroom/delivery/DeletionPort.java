package dev.darkroom.delivery;

import dev.darkroom.task.StoredImage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A bucket of which nothing but deletions is asked. */
public record DeletionPort(Consumer<List<String>> deletion) implements ImageStore {
  @Override
  public void delete(List<String> keys) {
    deletion.accept(keys);
  }

  @Override
  public Put putIfAbsent(StoredImage image, Path file, Map<String, String> tags) {
    throw new UnsupportedOperationException(image.key());
  }

  @Override
  public Optional<StoredImage> find(String key, int index) {
    throw new UnsupportedOperationException(key);
  }

  @Override
  public Optional<byte[]> read(String key) {
    throw new UnsupportedOperationException(key);
  }

  @Override
  public void empty(String key) {
    throw new UnsupportedOperationException(key);
  }

  @Override
  public URI sign(String key, Duration validity) {
    throw new UnsupportedOperationException(key);
  }
}
