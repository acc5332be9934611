package dev.darkroom.aws;

import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.TaskId;
import java.util.Base64;
import java.util.HexFormat;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Single images: a text for a stored one, a nested map for a missing one. */
final class ImageItem {
  private static final int PARTS = 6;
  private static final String FOLDER = "generations/";

  private ImageItem() {}

  /** Such as {@code 0 mwot5j7f/0.png image/png 2048x1152 1572864 q6ur…=}: SHA-256 as S3 has it. */
  static String write(StoredImage image, TaskId task) {
    var folder = folder(task);
    var key = image.key();
    return String.join(
        " ",
        Integer.toString(image.index()),
        key.startsWith(folder) ? key.substring(folder.length()) : key,
        image.contentType(),
        image.width() + "x" + image.height(),
        Long.toString(image.bytes()),
        base64(image.sha256()));
  }

  /** Reads the text, and the nested map of the first schema. */
  static StoredImage readStored(AttributeValue value, TaskId task) {
    return value.hasM()
        ? readFirst(new ItemReader(value.m()))
        : readStored(value.s().split(" ", PARTS), task);
  }

  private static StoredImage readStored(String[] parts, TaskId task) {
    var key = parts[1].startsWith(FOLDER) ? parts[1] : folder(task) + parts[1];
    var size = parts[3].split("x", 2);
    return new StoredImage(
        Integer.parseInt(parts[0]),
        key,
        parts[2],
        Integer.parseInt(size[0]),
        Integer.parseInt(size[1]),
        Long.parseLong(parts[4]),
        HexFormat.of().formatHex(Base64.getDecoder().decode(parts[5])));
  }

  private static StoredImage readFirst(ItemReader item) {
    return new StoredImage(
        item.integer("index"),
        item.text("key"),
        item.text("contentType"),
        item.integer("width"),
        item.integer("height"),
        item.number("bytes"),
        item.text("sha256"));
  }

  /** The folder of all images: the record does not repeat it for each. */
  private static String folder(TaskId task) {
    return FOLDER + task + "/";
  }

  private static String base64(String hexadecimal) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hexadecimal));
  }

  static ItemWriter write(MissingImage image) {
    return new ItemWriter()
        .number("index", image.index())
        .word("code", image.code())
        .text("reason", image.reason());
  }

  static MissingImage readMissing(ItemReader item) {
    return new MissingImage(
        item.integer("index"), item.word("code", ErrorCode::valueOf), item.text("reason"));
  }
}
