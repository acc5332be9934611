package dev.darkroom.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The system's clock, moved on by what a file says: eight bytes, the milliseconds. Several
 * processes that map the same file are on the same time, and none has to be told when it moves.
 */
public final class MovedClock extends Clock {
  private static final VarHandle AHEAD =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final ByteBuffer file;

  private MovedClock(ByteBuffer file) {
    this.file = file;
  }

  /** Maps a file, which is made if it is not there. */
  public static MovedClock of(Path file) {
    try (var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new MovedClock(channel.map(MapMode.READ_WRITE, 0, Long.BYTES));
    } catch (IOException notMapped) {
      throw new UncheckedIOException(notMapped);
    }
  }

  /** Moves the time of every process on; one process does so. */
  public synchronized void advance(Duration time) {
    AHEAD.setVolatile(file, 0, ahead() + time.toMillis());
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(System.currentTimeMillis() + ahead());
  }

  private long ahead() {
    return (long) AHEAD.getVolatile(file, 0);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("this clock knows only UTC");
  }
}
