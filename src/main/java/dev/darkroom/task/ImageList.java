package dev.darkroom.task;

import dev.darkroom.base.TextCut;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The images that a record keeps of a provider's list. Every other one is named as missing.
 *
 * @param images the first of them
 * @param surplus the others
 */
public record ImageList(List<RemoteImage> images, List<MissingImage> surplus) {
  /** Most images: twice as many as a request can ask for. */
  public static final int MOST = 32;

  /** Missing images that are named one by one. */
  public static final int MOST_MISSING = 64;

  /** Links that only our record knows: what else is in it leaves so much. */
  private static final int MOST_LINK_BYTES = 100_000;

  private static final int LONGEST_REASON = 200;

  public ImageList {
    images = List.copyOf(images);
    surplus = List.copyOf(surplus);
  }

  /** Of a list that can be asked for again. */
  public static ImageList of(List<RemoteImage> listed) {
    int end = Math.min(MOST, listed.size());
    var surplus =
        listed.subList(end, listed.size()).stream()
            .limit(MOST_MISSING + 1L)
            .map(image -> surplus(image.index(), "a task keeps at most " + MOST + " images"))
            .toList();
    return new ImageList(listed.subList(0, end), named(surplus, listed.size() - end));
  }

  /**
   * Of a list whose links only the record knows. An image whose link is too long stays in the list
   * without it, and is named as missing.
   */
  static ImageList ofLinks(List<RemoteImage> listed) {
    var cut = of(listed);
    var kept = new ArrayList<RemoteImage>();
    var tooLong = new ArrayList<MissingImage>();
    int left = MOST_LINK_BYTES;
    for (var image : cut.images()) {
      int size = image.link().getBytes(StandardCharsets.UTF_8).length;
      if (size <= left) {
        left -= size;
        kept.add(image);
      } else {
        kept.add(new RemoteImage(image.index(), ""));
        tooLong.add(surplus(image.index(), "its link is too long to be kept"));
      }
    }
    tooLong.addAll(cut.surplus());
    return new ImageList(kept, named(tooLong));
  }

  /** As many as a record names; the last one says how many others there are. */
  public static List<MissingImage> named(List<MissingImage> missing) {
    return named(missing, missing.size());
  }

  private static List<MissingImage> named(List<MissingImage> missing, int inAll) {
    var cut = missing.stream().limit(MOST_MISSING).map(ImageList::cut).toList();
    if (inAll <= MOST_MISSING) {
      return cut;
    }
    var last = cut.getLast();
    var named = new ArrayList<>(cut.subList(0, MOST_MISSING - 1));
    named.add(
        new MissingImage(
            last.index(),
            last.code(),
            last.reason() + "; and " + (inAll - MOST_MISSING) + " more"));
    return List.copyOf(named);
  }

  private static MissingImage cut(MissingImage image) {
    return new MissingImage(
        image.index(), image.code(), TextCut.marked(image.reason(), LONGEST_REASON));
  }

  private static MissingImage surplus(int index, String reason) {
    return new MissingImage(index, ErrorCode.RESULT_REJECTED, reason);
  }
}
