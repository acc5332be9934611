package dev.darkroom.pipeline;

import dev.darkroom.base.Sha256;
import dev.darkroom.concurrent.Parallel;
import dev.darkroom.delivery.PictureFile;
import dev.darkroom.delivery.PictureFile.Picture;
import dev.darkroom.delivery.PictureFile.Unusable;
import dev.darkroom.link.S3Link;
import dev.darkroom.routing.ReferenceStore;
import dev.darkroom.task.PictureUpload;
import dev.darkroom.task.Refusal.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Puts pictures that came by value into the owner's bucket, where an event can refer to them.
 *
 * <p>The key is the hash of the bytes: the same picture is the same reference, so a repeated
 * request is the same request.
 */
@ApplicationScoped
public class ReferenceUploads {
  private final ReferenceStore store;

  ReferenceUploads(ReferenceStore store) {
    this.store = store;
  }

  /** Pictures with their places in the bucket, or what is wrong with them. */
  public sealed interface Plan {
    record Ready(List<Upload> uploads) implements Plan {
      public Ready {
        uploads = List.copyOf(uploads);
      }

      /** The references of the pictures, in their order. */
      public List<URI> links() {
        return uploads.stream().map(upload -> upload.link().uri()).toList();
      }
    }

    record Invalid(List<Fault> faults) implements Plan {
      public Invalid {
        faults = List.copyOf(faults);
      }
    }
  }

  /** One picture and its place in the bucket. */
  @SuppressWarnings("ArrayRecordComponent") // carried to the store, never compared
  public record Upload(S3Link link, String contentType, byte[] bytes) {}

  /** The bucket did not take the pictures: nothing was submitted. */
  public static final class NotStored extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NotStored(RuntimeException cause) {
      super("references were not stored", cause);
    }
  }

  /**
   * Judges pictures by their bytes, and stores none.
   *
   * @param place the path of a picture in the request, by its index
   */
  public Plan plan(List<byte[]> pictures, IntFunction<String> place) {
    var uploads = new ArrayList<Upload>();
    var faults = new ArrayList<Fault>();
    for (int index = 0; index < pictures.size(); index++) {
      var bytes = pictures.get(index);
      switch (PictureFile.of(bytes)) {
        case Picture picture ->
            upload(picture, bytes)
                .ifPresentOrElse(uploads::add, () -> faults.add(noBucket(place.apply(0))));
        case Unusable(var why) -> faults.add(new Fault(place.apply(index), why));
      }
    }
    return faults.isEmpty() ? new Plan.Ready(uploads) : new Plan.Invalid(faults);
  }

  /**
   * Stores the pictures.
   *
   * @throws NotStored if the bucket did not answer
   */
  public void store(Plan.Ready plan) {
    try {
      Parallel.map(plan.uploads(), this::put);
    } catch (RuntimeException down) {
      throw new NotStored(down);
    }
  }

  private Optional<Upload> upload(Picture picture, byte[] bytes) {
    var key = PictureUpload.key(Sha256.hex(bytes), picture.extension());
    return store
        .ownBucket()
        .map(bucket -> new Upload(new S3Link(bucket, key), picture.contentType(), bytes));
  }

  private static Fault noBucket(String place) {
    return new Fault(
        place, "cannot be kept here: there is no bucket for pictures; send links in images");
  }

  private URI put(Upload upload) {
    store.put(upload.link(), upload.contentType(), upload.bytes());
    return upload.link().uri();
  }
}
