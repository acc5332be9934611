package dev.darkroom.delivery;

import dev.darkroom.delivery.ImageStore.Put;
import dev.darkroom.delivery.ImageStore.Put.Taken;
import dev.darkroom.delivery.MediaHeader.Complete;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;

/**
 * Writes a spooled image under its key. Another object under that key stays; then the image gets a
 * key that contains a part of its hash.
 */
record ImageWriter(ImageStore store) {
  /**
   * Stores an image.
   *
   * @return {@link Taken} if other objects are under both of its keys; {@link Put.Emptied} if the
   *     task was deleted meanwhile: under the other key nobody would find the image again
   * @throws RuntimeException of the store's client
   */
  Put put(Task task, int index, Spool spool, Complete header) {
    var metadata = task.request().delivery().metadata();
    var sha256 = spool.sha256Hex();
    var usual =
        described(ImageKey.usual(task, index, header.format()), index, sha256, spool, header);
    var put = store.putIfAbsent(usual, spool.file(), metadata);
    if (!(put instanceof Taken)) {
      return put;
    }
    var key = ImageKey.other(task, index, sha256, header.format());
    var other = described(key, index, sha256, spool, header);
    return store.putIfAbsent(other, spool.file(), metadata);
  }

  private static StoredImage described(
      String key, int index, String sha256, Spool spool, Complete header) {
    return new StoredImage(
        index,
        key,
        header.format().contentType(),
        header.width(),
        header.height(),
        spool.size(),
        sha256);
  }
}
