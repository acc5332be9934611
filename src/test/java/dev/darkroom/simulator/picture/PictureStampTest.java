package dev.darkroom.simulator.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stamp is in the bytes, and not in the picture. */
class PictureStampTest {
  @ParameterizedTest
  @EnumSource(names = {"JPEG", "PNG"})
  void aStampedPictureIsThePictureAndNamesItsTask(PictureFormat format) throws IOException {
    byte[] plain = Painter.paint(new PictureSpec("a fox", 0, new PictureSize(40, 30), format));

    byte[] stamped = PictureStamp.of(format, plain, "[soak-000001] a fox");

    assertThat(new String(stamped, StandardCharsets.ISO_8859_1)).contains("[soak-000001] a fox");
    assertThat(pixels(stamped)).isEqualTo(pixels(plain));
  }

  private static int[] pixels(byte[] bytes) throws IOException {
    var picture = ImageIO.read(new ByteArrayInputStream(bytes));
    return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, 40);
  }
}
