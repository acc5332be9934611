package dev.darkroom.delivery;

import dev.darkroom.delivery.FetchResult.Extent;
import dev.darkroom.delivery.FetchResult.Permanent;
import dev.darkroom.delivery.FetchResult.Spooled;
import dev.darkroom.delivery.FetchResult.Transient;
import dev.darkroom.link.Deadline;
import dev.darkroom.link.RemoteAnswer;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Media;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.OptionalLong;

/**
 * Writes a body into a spool, without its content codings. The limit follows from the first bytes:
 * a declared type is not to be trusted, and a video is larger than an image. The limit is for the
 * bytes that come out of the codings.
 */
final class BodySpooler {
  private static final int BUFFER = 64 * 1024;

  private final DiskBudget disk;
  private final long maxBytes;
  private final long maxVideoBytes;

  BodySpooler(DeliveryConfig config) {
    disk = new DiskBudget(config.diskBudget().asLongValue());
    maxBytes = Math.min(config.maxBytes().asLongValue(), disk.bytes());
    maxVideoBytes = Math.min(config.maxVideoBytes().asLongValue(), disk.bytes());
  }

  /** The body of an answer. */
  FetchResult body(RemoteAnswer answer, Spool spool, Deadline deadline)
      throws IOException, InterruptedException {
    answer.start();
    var wire = new AnswerStream(answer, deadline);
    var encodings = answer.contentEncodings();
    try (var body = BodyDecoder.of(wire, encodings, maxVideoBytes)) {
      var length = encodings.isEmpty() ? answer.contentLength() : OptionalLong.empty();
      var spooled = spool(body, length, spool, deadline);
      return spooled instanceof Spooled ? complete(answer.contentLength(), wire) : spooled;
    } catch (InterruptedIOException stopped) {
      throw (InterruptedException) new InterruptedException("interrupted").initCause(stopped);
    }
  }

  /** The content of a {@code data:} link. */
  FetchResult inline(String link, Spool spool, Deadline deadline)
      throws IOException, InterruptedException {
    var bytes = DataLink.decoded(link);
    if (bytes.isEmpty()) {
      return new Permanent(ErrorCode.RESULT_REJECTED, "the data: link is malformed");
    }
    var length = OptionalLong.of(bytes.get().length);
    var spooled = spool(new ByteArrayInputStream(bytes.get()), length, spool, deadline);
    return spooled instanceof Spooled ? new Spooled(Extent.INLINE) : spooled;
  }

  /** The announced length is that of the bytes on the wire, coded or not. */
  private static FetchResult complete(OptionalLong announced, AnswerStream wire)
      throws IOException {
    wire.transferTo(java.io.OutputStream.nullOutputStream()); // behind the end of a coding
    if (announced.isEmpty()) {
      return new Spooled(Extent.UNANNOUNCED);
    }
    return announced.getAsLong() == wire.received()
        ? new Spooled(Extent.ANNOUNCED)
        : new Transient("%d of %d bytes arrived".formatted(wire.received(), announced.getAsLong()));
  }

  /**
   * Writes all of the body into the spool.
   *
   * @param length of the body, if it is known before
   */
  private FetchResult spool(InputStream body, OptionalLong length, Spool spool, Deadline deadline)
      throws IOException, InterruptedException {
    var first = FirstBytes.of(body);
    long limit = limit(first);
    if (length.orElse(0) > limit) {
      return tooLarge(first, limit);
    }
    if (!spool.reserve(disk, length.orElse(limit), deadline)) {
      return new Transient("there was no room for it in time");
    }
    spool.append(first.content(), (int) first.size());
    var buffer = new byte[BUFFER];
    for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
      if (spool.size() + count > limit) {
        return tooLarge(first, limit);
      }
      spool.append(buffer, count);
    }
    return new Spooled(Extent.UNANNOUNCED);
  }

  /** Other content has the limit of an image; it is named later. */
  private long limit(FirstBytes first) throws IOException {
    return first.format().map(MediaFormat::media).filter(Media.VIDEO::equals).isPresent()
        ? maxVideoBytes
        : maxBytes;
  }

  /** An image stays too large; any other content may be replaced by the image. */
  private static FetchResult tooLarge(FirstBytes first, long limit) throws IOException {
    var why = "it is larger than " + limit + " bytes";
    return first.format().isPresent()
        ? new Permanent(ErrorCode.RESULT_REJECTED, why)
        : new Transient(ErrorCode.RESULT_REJECTED, why);
  }
}
