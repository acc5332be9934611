package dev.darkroom.routing;

import dev.darkroom.link.S3Link;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Absent;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Found;
import dev.darkroom.task.PictureUpload;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Objects that are only said to be there. */
public final class TestingReferenceStore implements ReferenceStore {
  private final Map<S3Link, ObjectStatus> objects = new ConcurrentHashMap<>();
  private final List<S3Link> looks = new CopyOnWriteArrayList<>();
  private Optional<String> ownBucket = Optional.empty();
  private boolean isDown;
  private boolean cannotSign;

  public TestingReferenceStore owning(String bucket) {
    ownBucket = Optional.of(bucket);
    return this;
  }

  public void ownsNothing() {
    ownBucket = Optional.empty();
  }

  public TestingReferenceStore has(String link, String type, long bytes) {
    return has(link, new Found(Optional.of(type), bytes));
  }

  TestingReferenceStore has(String link, ObjectStatus status) {
    objects.put(S3Link.parse(link).orElseThrow(), status);
    return this;
  }

  void loses(String link) {
    objects.remove(S3Link.parse(link).orElseThrow());
  }

  public void goesDown() {
    isDown = true;
  }

  public void losesItsCredentials() {
    cannotSign = true;
  }

  /** The objects that are there. */
  public Set<S3Link> objects() {
    return Set.copyOf(objects.keySet());
  }

  List<S3Link> looks() {
    return List.copyOf(looks);
  }

  /** What {@link #sign} makes of it. */
  static URI signed(String link) {
    var object = S3Link.parse(link).orElseThrow();
    return URI.create(
        "https://" + object.bucket() + ".example/?sig=secret&of=" + object.hashCode());
  }

  @Override
  public Optional<String> ownBucket() {
    return ownBucket;
  }

  @Override
  public ObjectStatus look(S3Link reference) {
    looks.add(reference);
    if (isDown) {
      throw new IllegalStateException("no S3 today");
    }
    return objects.getOrDefault(reference, new Absent());
  }

  @Override
  public void put(S3Link reference, String contentType, byte[] bytes) {
    if (isDown) {
      throw new IllegalStateException("no S3 today");
    }
    objects.put(reference, new Found(Optional.of(contentType), bytes.length));
  }

  @Override
  public UploadLink signUpload(String bucket, PictureUpload picture, Duration validity) {
    if (cannotSign) {
      throw new IllegalStateException("no credentials today");
    }
    return new UploadLink(
        URI.create("https://" + bucket + ".example/" + picture.key() + "?sig=" + validity),
        Map.of("content-type", picture.type().contentType()));
  }

  @Override
  public URI sign(S3Link reference, Duration validity) {
    if (cannotSign) {
      throw new IllegalStateException("no credentials today");
    }
    return signed("s3://" + reference.bucket() + "/" + reference.key());
  }
}
