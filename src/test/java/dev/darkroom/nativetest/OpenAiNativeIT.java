package dev.darkroom.nativetest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.testing.Multipart;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** {@code submit} as OpenAI's clients ask it: forms, and answers in their shape. */
@TestInstance(Lifecycle.PER_CLASS)
class OpenAiNativeIT {
  private Site site;

  @BeforeAll
  void build(@TempDir Path folder) {
    site = Site.in(folder);
  }

  @AfterAll
  void end() {
    site.close();
  }

  @Test
  void aPictureByValueIsStoredAndPaidForOnceHoweverOftenItComes() {
    var form =
        new Multipart()
            .text("model", "seedream-5.0-lite")
            .text("provider", "evolink")
            .text("prompt", "a grey fox, by value")
            .file("image", "fox.png", "image/png", picture());

    var first = edit(form);
    var again = edit(form);

    assertThat(first.path("statusCode").asInt()).as(first.toString()).isEqualTo(202);
    assertThat(Json.body(first).path("status").asText()).isEqualTo("processing");
    assertThat(Json.body(first).path("data")).isEmpty();
    assertThat(again.path("headers").path("idempotency-replayed").asText()).isEqualTo("true");
    assertThat(site.evolink().paidCalls("a grey fox, by value")).isEqualTo(1);
  }

  @Test
  void aFormThatIsNoneIsAnErrorInOpenAisShape() {
    var form = new Multipart().text("model", "seedream-5.0-lite").text("quality", "hd");

    var answer = edit(form);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(Json.body(answer).at("/error/message").asText()).contains("quality", "image");
  }

  @Test
  void anyNumberOfLargestFormsFitsIntoTheMemoryOfTheFunction() {
    for (int number = 0; number < 30; number++) {
      var form =
          new Multipart()
              .text("model", "seedream-5.0-lite")
              .text("provider", "evolink")
              .text("prompt", "a fox in a large form")
              .file("image", "fox.png", "image/png", noise(number));

      var answer = edit(form, "large-form-" + number);

      assertThat(form.bytes().length).isBetween(3_900_000, 4 * 1024 * 1024);
      assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(202);
    }

    assertThat(site.function(Site.Handler.SUBMIT).megabytesOfItsOwn())
        .as("beside it, the files of the binary need some 30 MB")
        .isLessThan(Site.Handler.SUBMIT.memory() - 40);
  }

  private JsonNode edit(Multipart form) {
    return edit(form, "order-4711-form");
  }

  private JsonNode edit(Multipart form, String key) {
    var event = (ObjectNode) Json.read(Events.of("submit-http-base64.json"));
    event.put("rawPath", "/openai/v1/images/edits");
    event.put("body", Base64.getEncoder().encodeToString(form.bytes()));
    event
        .withObject("/headers")
        .put("content-type", form.type())
        .put("idempotency-key", key)
        .put("prefer", "wait=0");
    return Json.read(site.function(Site.Handler.SUBMIT).invoke(event.toString()));
  }

  private static byte[] picture() {
    return png(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB));
  }

  /** A picture that no compression makes smaller. */
  private static byte[] noise(int seed) {
    var random = new Random(seed);
    var image = new BufferedImage(1160, 1160, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    return png(image);
  }

  private static byte[] png(BufferedImage image) {
    try (var bytes = new ByteArrayOutputStream()) {
      ImageIO.write(image, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
  }
}
