package dev.darkroom.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Pictures, painted when first looked at and kept while there is room. */
final class Gallery {
  private static final long ROOM = 64L << 20;

  /** A canvas of 3072 by 3072 takes 28 MB: few of them at a time. */
  private final Semaphore easels = new Semaphore(2);

  private final Map<PictureWish, byte[]> hung = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  byte[] picture(PictureWish wish) throws InterruptedException {
    byte[] known = find(wish);
    if (known.length > 0) {
      return known;
    }
    easels.acquire();
    try {
      byte[] found = find(wish);
      return found.length > 0 ? found : hang(wish, Painter.paint(wish));
    } finally {
      easels.release();
    }
  }

  private synchronized byte[] find(PictureWish wish) {
    return hung.getOrDefault(wish, new byte[0]);
  }

  private synchronized byte[] hang(PictureWish wish, byte[] picture) {
    if (hung.putIfAbsent(wish, picture) == null) {
      bytes += picture.length;
    }
    var oldest = hung.entrySet().iterator();
    while (bytes > ROOM && oldest.hasNext()) {
      bytes -= oldest.next().getValue().length;
      oldest.remove();
    }
    return picture;
  }
}
