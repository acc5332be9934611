package dev.darkroom.query;

import dev.darkroom.answer.ImageBucket;
import dev.darkroom.answer.Json;
import dev.darkroom.concurrent.Pause;
import dev.darkroom.delivery.ImageStore;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.TaskStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the real step without a container. */
public final class TestingQuery {
  private TestingQuery() {}

  /** Links lead to {@code https://bucket.example}. */
  public static Query of(TaskStore store, Clock clock) {
    return new Query(store, new SigningOnly(), ImageBucket.UNKNOWN, clock, new Json());
  }

  /** A list that can be asked for with these parameters. */
  public static ListRequest.Recent request(Map<String, String> parameters) {
    return (ListRequest.Recent) ListRequestReader.read(parameters);
  }

  /**
   * The bytes of an image are its key; one whose key begins with {@code gone} is there no more.
   * Without a bucket nobody knows.
   */
  public static InlineImages inline(boolean hasBucket) {
    return new InlineImages(hasBucket ? new SigningOnly() : new NoBucket());
  }

  /** One that lets this pause pass between its reads. */
  public static LongPoll longPoll(TaskStore store, Clock clock, Pause pause) {
    return new LongPoll(store, clock, pause);
  }

  public static Models models(Providers providers) {
    return new Models(providers);
  }

  public static ProviderOffers providers(Providers providers) {
    return new ProviderOffers(providers);
  }

  private static class SigningOnly implements ImageStore {
    @Override
    public Put putIfAbsent(StoredImage image, Path file, Map<String, String> tags) {
      throw new UnsupportedOperationException("a query stores nothing");
    }

    @Override
    public Optional<StoredImage> find(String key, int index) {
      throw new UnsupportedOperationException("a query looks for nothing");
    }

    @Override
    public Optional<byte[]> read(String key) {
      return key.startsWith("gone")
          ? Optional.empty()
          : Optional.of(key.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void delete(List<String> keys) {
      throw new UnsupportedOperationException("a query deletes nothing");
    }

    @Override
    public void empty(String key) {
      throw new UnsupportedOperationException("a query empties nothing");
    }

    @Override
    public URI sign(String key, Duration validity) {
      return URI.create("https://bucket.example/" + key + "?for=" + validity);
    }
  }

  private static final class NoBucket extends SigningOnly {
    @Override
    public Optional<byte[]> read(String key) {
      throw new IllegalStateException("no bucket today");
    }
  }
}
