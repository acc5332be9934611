package dev.darkroom.delivery;

import java.awt.Dimension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The JDK's readers of JPEG and PNG, which know nothing of Darkroom's. */
final class IndependentReader {
  private final ImageReader jpeg = ImageIO.getImageReadersByFormatName("jpeg").next();
  private final ImageReader png = ImageIO.getImageReadersByFormatName("png").next();

  /** The size of the picture, not turned; empty if that reader does not take the file. */
  Optional<Dimension> size(MediaFormat format, byte[] bytes) {
    return switch (format) {
      case JPEG -> size(jpeg, bytes);
      case PNG -> size(png, bytes);
      case WEBP, MP4, WEBM -> Optional.empty();
    };
  }

  private static Optional<Dimension> size(ImageReader reader, byte[] bytes) {
    try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(input, true, true);
      return Optional.of(new Dimension(reader.getWidth(0), reader.getHeight(0)));
    } catch (IOException | RuntimeException refused) { // it throws both for broken files
      return Optional.empty();
    } finally {
      reader.reset();
    }
  }
}
