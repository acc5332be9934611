package dev.darkroom.pipeline;

import dev.darkroom.link.S3Link;
import dev.darkroom.routing.ReferenceStore;
import dev.darkroom.routing.ReferenceStore.UploadLink;
import dev.darkroom.task.PictureUpload;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Offers callers to put a reference picture into the owner's bucket themselves.
 *
 * <p>The key is the hash of the bytes, and the store checks it: nobody can put another picture in
 * the place of one, and the same picture is put twice in the same place.
 */
@ApplicationScoped
public class UploadOffers {
  /** How long an upload may begin; it may go on for longer. */
  static final Duration VALIDITY = Duration.ofMinutes(15);

  private final ReferenceStore store;
  private final Clock clock;

  UploadOffers(ReferenceStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Where and how a picture can be put.
   *
   * @param url a secret until it expires: whoever has it may put the picture
   * @param headers what must be sent beside the length of the body
   * @param reference what an event names, once the picture is there
   */
  public record Offer(URI url, Map<String, String> headers, S3Link reference, Instant expiresAt) {
    public Offer {
      headers = Map.copyOf(headers);
    }
  }

  /** Makes an offer; empty: there is no bucket for pictures. Nothing is asked of the store. */
  public Optional<Offer> offer(PictureUpload picture) {
    return store.ownBucket().map(bucket -> offer(bucket, picture));
  }

  private Offer offer(String bucket, PictureUpload picture) {
    var expiresAt = clock.instant().plus(VALIDITY);
    UploadLink link = store.signUpload(bucket, picture, VALIDITY);
    return new Offer(link.url(), link.headers(), new S3Link(bucket, picture.key()), expiresAt);
  }
}
