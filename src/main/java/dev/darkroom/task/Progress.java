package dev.darkroom.task;

import java.util.List;

/**
 * What has been learnt about a task before its end.
 *
 * @param hints provider tasks that an authenticated callback named, and that the provider has
 *     neither confirmed nor refuted yet; the latest first
 * @param stored images that are in the bucket already, and are not fetched again
 * @param missing images that will never be stored
 * @param round how many checks in a row brought nothing new, as of the last one that was written
 */
public record Progress(
    List<ProviderTaskRef> hints, List<StoredImage> stored, List<MissingImage> missing, int round) {
  /** Nothing was learnt so far. */
  public static final Progress NONE = new Progress(List.of(), List.of(), List.of(), 0);

  public Progress {
    hints = List.copyOf(hints);
    stored = List.copyOf(stored);
    missing = List.copyOf(missing);
  }
}
