package dev.darkroom.simulator.picture;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Paints real pictures: a landscape with the prompt under it, always the same for the same prompt.
 */
public final class Painter {
  private static final int FRAMES = 10;

  /** ImageIO counts from 0 (small) to 1 (fast): this is Deflate's level 1. */
  private static final float FAST_PNG = 0.9f;

  private Painter() {}

  public static byte[] paint(PictureSpec wish) {
    return switch (wish.format()) {
      case JPEG, PNG -> encoded(painted(wish, 0), wish.format());
      case WEBP -> {
        var tone = tone(new Random(seed(wish)).nextFloat(), 0.55f, 0.95f, 255);
        yield WebP.of(wish.size(), tone.getRed(), tone.getGreen(), tone.getBlue());
      }
      case MP4 -> film(wish);
    };
  }

  private static byte[] film(PictureSpec wish) {
    int width = wish.size().width();
    int height = wish.size().height();
    var pictures = new H264Writer(wish.size());
    for (int frame = 0; frame < FRAMES; frame++) {
      var picture = painted(wish, frame / (double) FRAMES);
      pictures.add(picture.getRGB(0, 0, width, height, null, 0, width));
    }
    return Mp4Writer.of(pictures, wish.size());
  }

  /**
   * @param drift how far the sun has gone, in parts of its own width
   */
  private static BufferedImage painted(PictureSpec wish, double drift) {
    int width = wish.size().width();
    int height = wish.size().height();
    var random = new Random(seed(wish));
    var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    var canvas = image.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    new Scene(width, height, random).paint(canvas, drift);
    Caption.of(wish.prompt()).paint(canvas, width, height);
    canvas.dispose();
    return image;
  }

  private static byte[] encoded(BufferedImage image, PictureFormat format) {
    var writer = ImageIO.getImageWritersByFormatName(format.word()).next();
    var options = writer.getDefaultWriteParam();
    if (format == PictureFormat.PNG) {
      options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      options.setCompressionQuality(FAST_PNG);
    }
    var bytes = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static Color tone(float hue, float saturation, float brightness, int opacity) {
    int rgb = Color.HSBtoRGB(hue, saturation, brightness) & 0xffffff;
    return new Color(opacity << 24 | rgb, true);
  }

  private static long seed(PictureSpec wish) {
    try {
      byte[] text = (wish.index() + " " + wish.prompt()).getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
