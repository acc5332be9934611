package dev.darkroom.delivery;

import dev.darkroom.delivery.Fetched.Extent;
import dev.darkroom.delivery.Fetched.Never;
import dev.darkroom.delivery.Fetched.NotNow;
import dev.darkroom.delivery.Fetched.Spooled;
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
 * Brings a body into a spool, without its content codings. How large a result may be follows from
 * its first bytes: what is declared is not to be trusted, and a film is larger than a picture. The
 * limits are for what comes out of the codings.
 */
final class BodySpooling {
  private static final int BUFFER = 64 * 1024;

  private final DiskBudget disk;
  private final long maxBytes;
  private final long maxVideoBytes;

  BodySpooling(DeliveryConfig config) {
    disk = new DiskBudget(config.diskBudget().asLongValue());
    maxBytes = Math.min(config.maxBytes().asLongValue(), disk.bytes());
    maxVideoBytes = Math.min(config.maxVideoBytes().asLongValue(), disk.bytes());
  }

  /** The body of an answer. */
  Fetched body(RemoteAnswer answer, Spool spool, Deadline deadline)
      throws IOException, InterruptedException {
    answer.start();
    var wire = new AnswerStream(answer, deadline);
    var encodings = answer.contentEncodings();
    try (var body = Decoding.of(wire, encodings, maxVideoBytes)) {
      var length = encodings.isEmpty() ? answer.contentLength() : OptionalLong.empty();
      var spooled = spooled(body, length, spool, deadline);
      return spooled instanceof Spooled ? complete(answer.contentLength(), wire) : spooled;
    } catch (InterruptedIOException stopped) {
      throw (InterruptedException) new InterruptedException("interrupted").initCause(stopped);
    }
  }

  /** What stands in the link itself. */
  Fetched inline(String link, Spool spool, Deadline deadline)
      throws IOException, InterruptedException {
    var bytes = DataLink.decoded(link);
    if (bytes.isEmpty()) {
      return new Never(ErrorCode.RESULT_REJECTED, "the data: link is malformed");
    }
    var length = OptionalLong.of(bytes.get().length);
    var spooled = spooled(new ByteArrayInputStream(bytes.get()), length, spool, deadline);
    return spooled instanceof Spooled ? new Spooled(Extent.INLINE) : spooled;
  }

  /** Length is announced for what is on the wire, coded or not. */
  private static Fetched complete(OptionalLong announced, AnswerStream wire) throws IOException {
    wire.transferTo(java.io.OutputStream.nullOutputStream()); // behind the end of a coding
    if (announced.isEmpty()) {
      return new Spooled(Extent.UNANNOUNCED);
    }
    return announced.getAsLong() == wire.received()
        ? new Spooled(Extent.ANNOUNCED)
        : new NotNow("%d of %d bytes arrived".formatted(wire.received(), announced.getAsLong()));
  }

  /**
   * Writes all of the body into the spool.
   *
   * @param length of the body, if it is known before
   */
  private Fetched spooled(InputStream body, OptionalLong length, Spool spool, Deadline deadline)
      throws IOException, InterruptedException {
    var first = FirstBytes.of(body);
    long limit = limit(first);
    if (length.orElse(0) > limit) {
      return tooLarge(first, limit);
    }
    if (!spool.reserve(disk, length.orElse(limit), deadline)) {
      return new NotNow("there was no room for it in time");
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

  /** What is neither is told by name later, and until then is no more than a picture. */
  private long limit(FirstBytes first) throws IOException {
    return first.format().map(MediaFormat::media).filter(Media.VIDEO::equals).isPresent()
        ? maxVideoBytes
        : maxBytes;
  }

  /** A picture does not shrink; anything else may come in its place for a while. */
  private static Fetched tooLarge(FirstBytes first, long limit) throws IOException {
    var why = "it is larger than " + limit + " bytes";
    return first.format().isPresent()
        ? new Never(ErrorCode.RESULT_REJECTED, why)
        : new NotNow(ErrorCode.RESULT_REJECTED, why);
  }
}
