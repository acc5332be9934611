package dev.darkroom.aws;

import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.StoredImage;

/** What became of single images, as nested maps. */
final class ImageItem {
  private ImageItem() {}

  static Attributes write(StoredImage image) {
    return new Attributes()
        .number("index", image.index())
        .text("key", image.key())
        .text("contentType", image.contentType())
        .number("width", image.width())
        .number("height", image.height())
        .number("bytes", image.bytes())
        .text("sha256", image.sha256());
  }

  static StoredImage readStored(Fields item) {
    return new StoredImage(
        item.integer("index"),
        item.text("key"),
        item.text("contentType"),
        item.integer("width"),
        item.integer("height"),
        item.number("bytes"),
        item.text("sha256"));
  }

  static Attributes write(MissingImage image) {
    return new Attributes()
        .number("index", image.index())
        .word("code", image.code())
        .text("reason", image.reason());
  }

  static MissingImage readMissing(Fields item) {
    return new MissingImage(
        item.integer("index"), item.word("code", ErrorCode::valueOf), item.text("reason"));
  }
}
