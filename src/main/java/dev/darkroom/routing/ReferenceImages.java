package dev.darkroom.routing;

import dev.darkroom.base.CommaList;
import dev.darkroom.concurrent.Parallel;
import dev.darkroom.link.LinkRule;
import dev.darkroom.link.S3Link;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Absent;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Forbidden;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Found;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Permanent;
import dev.darkroom.task.PictureUpload;
import dev.darkroom.task.Refusal.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/**
 * Inspects the reference images of a request before any money is spent, and hands them over. It
 * asks S3 about an object. It checks only the form of a link on the web, and fetches nothing.
 */
@ApplicationScoped
public class ReferenceImages {
  /** The longest validity of a signature (Signature Version 4 in S3's user guide, read 2026-11). */
  private static final Duration LONGEST = Duration.ofDays(7);

  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private static final String UPLOAD_AGAIN =
      "is not there: it was not uploaded whole, or has expired (uploaded pictures are kept for 7"
          + " days). Upload it again (POST /v1/uploads), then send the request again";

  private final ReferenceStore store;
  private final LinkRule rule;
  private final Set<String> buckets;
  private final Duration validity;

  ReferenceImages(ReferenceStore store, LinkRule rule, ReferenceConfig config) {
    this.store = store;
    this.rule = rule;
    this.buckets = new HashSet<>(CommaList.entries(config.buckets()));
    store.ownBucket().ifPresent(buckets::add);
    this.validity = config.linkValidity();
    if (validity.compareTo(SHORTEST) < 0 || validity.compareTo(LONGEST) > 0) {
      throw new IllegalStateException(
          "DARKROOM_REFERENCE_LINK_VALIDITY must be from 1 minute to 7 days, and is " + validity);
    }
  }

  /**
   * The facts or faults of images, for any provider.
   *
   * @throws RuntimeException if the store did not answer
   */
  public Inspection inspect(List<URI> images) {
    var references = new ArrayList<Reference>();
    var faults = new ArrayList<Fault>();
    for (var one : inspectInParallel(images)) {
      switch (one) {
        case Usable(var reference) -> references.add(reference);
        case Unusable(var fault) -> faults.add(fault);
      }
    }
    return new Inspection(references, faults);
  }

  /** The images as a provider can fetch them. The links are secrets. */
  public List<URI> signedLinks(List<URI> images) {
    return images.stream()
        .map(image -> S3Link.of(image).map(link -> store.sign(link, validity)).orElse(image))
        .toList();
  }

  private List<Verification> inspectInParallel(List<URI> images) {
    var indexes = IntStream.range(0, images.size()).boxed().toList();
    try {
      return Parallel.map(indexes, index -> inspect("images[" + index + "]", images.get(index)));
    } catch (CompletionException failed) {
      throw new IllegalStateException("could not look at references", failed.getCause());
    }
  }

  private Verification inspect(String path, URI image) {
    var object = S3Link.of(image);
    if (object.isPresent()) {
      return inspect(path, object.get());
    }
    return rule.objection(image)
        .<Verification>map(why -> new Unusable(new Fault(path, why)))
        .orElseGet(() -> new Usable(Reference.ofLink(path, image.getPath())));
  }

  private Verification inspect(String path, S3Link object) {
    var objection = objection(object.bucket());
    if (objection.isPresent()) {
      return new Unusable(new Fault(path, objection.get()));
    }
    return switch (store.look(object)) {
      case Found(var type, var bytes) ->
          new Usable(Reference.ofObject(path, object.key(), type, bytes));
      case Absent _ -> new Unusable(new Fault(path, absent(object)));
      case Forbidden(var why) ->
          new Unusable(new Fault(path, isUpload(object) ? UPLOAD_AGAIN : why));
      case Permanent(var why) -> new Unusable(new Fault(path, why));
    };
  }

  private String absent(S3Link object) {
    return isUpload(object)
        ? UPLOAD_AGAIN
        : "there is no such object: put it there before it is referred to";
  }

  /** Whether it is where callers' pictures are put. Darkroom may read all that is there. */
  private boolean isUpload(S3Link object) {
    return store.ownBucket().filter(object.bucket()::equals).isPresent()
        && PictureUpload.isKey(object.key());
  }

  private Optional<String> objection(String bucket) {
    if (buckets.contains(bucket)) {
      return Optional.empty();
    }
    return Optional.of(
        buckets.isEmpty()
            ? "references in buckets are not taken here: give an https:// link"
            : "the bucket "
                + bucket
                + " is not taken here: give an https:// link, or have whoever runs this Darkroom add"
                + " the bucket");
  }

  /** What looking came to. */
  public record Inspection(List<Reference> references, List<Fault> faults) {
    public static final Inspection NOTHING = new Inspection(List.of(), List.of());

    public Inspection {
      references = List.copyOf(references);
      faults = List.copyOf(faults);
    }
  }

  private sealed interface Verification {}

  private record Usable(Reference reference) implements Verification {}

  private record Unusable(Fault fault) implements Verification {}
}
