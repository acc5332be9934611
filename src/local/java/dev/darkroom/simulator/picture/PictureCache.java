package dev.darkroom.simulator.picture;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Pictures, painted when first looked at and kept while there is room. */
public final class PictureCache {
  private static final long ROOM = 64L << 20;

  /** A canvas of 3072 by 3072 takes 28 MB: few of them at a time. */
  private final Semaphore permits = new Semaphore(2);

  private final Map<PictureSpec, byte[]> pictures = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  public byte[] picture(PictureSpec wish) throws InterruptedException {
    byte[] known = find(wish);
    if (known.length > 0) {
      return known;
    }
    permits.acquire();
    try {
      byte[] found = find(wish);
      return found.length > 0 ? found : hang(wish, Painter.paint(wish));
    } finally {
      permits.release();
    }
  }

  private synchronized byte[] find(PictureSpec wish) {
    return pictures.getOrDefault(wish, new byte[0]);
  }

  private synchronized byte[] hang(PictureSpec wish, byte[] picture) {
    if (pictures.putIfAbsent(wish, picture) == null) {
      bytes += picture.length;
    }
    var oldest = pictures.entrySet().iterator();
    while (bytes > ROOM && oldest.hasNext()) {
      bytes -= oldest.next().getValue().length;
      oldest.remove();
    }
    return picture;
  }
}
