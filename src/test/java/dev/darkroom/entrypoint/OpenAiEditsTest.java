package dev.darkroom.entrypoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.base.Sha256;
import dev.darkroom.link.S3Link;
import dev.darkroom.task.Operation;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.Multipart;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /openai/v1/images/edits}: pictures by value, as OpenAI's clients send them. */
class OpenAiEditsTest extends SubmitFunctionFixture {
  private static final String EDITS = "/openai/v1/images/edits";
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final byte[] PNG = picture("png", 8);
  private static final byte[] JPEG = picture("jpg", 9);

  @Test
  void aPictureBecomesAReferenceUnderItsHash() {
    var answer = edit(form().file("image", "../../etc/passwd", "text/html", PNG));

    assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(202);
    assertThat(chain.references().objects()).containsExactly(link(PNG, "png"));
    var spec = task().request().spec();
    assertThat(spec.images()).containsExactly(link(PNG, "png").uri());
    assertThat(spec.operation()).isEqualTo(Operation.EDIT);
  }

  @Test
  void severalPicturesKeepTheirOrderAndLinksFollow() {
    var answer =
        edit(
            form()
                .file("image[]", "a.jpg", "image/jpeg", JPEG)
                .file("image[]", "b.png", "image/png", PNG)
                .text("images[]", "https://example.com/fox.png"));

    assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(202);
    assertThat(task().request().spec().images())
        .extracting(Object::toString)
        .containsExactly(
            link(JPEG, "jpg").uri().toString(),
            link(PNG, "png").uri().toString(),
            "https://example.com/fox.png");
  }

  @Test
  void theFieldsOfAFormHaveTheTypesOfTheEvent() {
    var answer =
        edit(
            picture()
                .text("n", "2")
                .text("size", "2048x2048")
                .text("stream", "false")
                .text("user", "u-1")
                .text("metadata[order]", "4711")
                .text("providerOptions", "{\"acme\":{\"strength\":2.50}}"));

    assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(202);
    var request = task().request();
    assertThat(request.spec().count()).isEqualTo(2);
    assertThat(request.delivery().metadata())
        .containsEntry("order", "4711")
        .containsEntry("user", "u-1");
    assertThat(request.preference().providerOptions().toString()).contains("2.50");
  }

  @Test
  void theSameFormAgainIsTheSameRequest() {
    edit(picture());
    var answer = edit(picture());

    assertThat(header(answer, "idempotency-replayed")).isEqualTo("true");
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "quality            | hd   | quality",
        "n                  | many | n",
        "n                  | 0    | n",
        "promt              | x    | promt",
        "image              | x    | image",
        "prompt             | x    | prompt",
        "metadata[a][b]     | x    | metadata[a][b]",
        "images             | {}   | images"
      })
  void whatIsWrongIsNamedAndSpendsNothing(String field, String text, String param) {
    var answer = edit(picture().text(field, text));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(error(answer).path("param").asText()).isEqualTo(param);
    assertThat(acme.submitCount()).isZero();
    assertThat(chain.references().objects()).isEmpty();
  }

  /** Read as JSON, each of its values would be an object in memory, and each has a few bytes. */
  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"\":", "[],", "{},", "\"\","})
  void aFormWithMoreFieldsThanAnEventHoldsCostsNoMoreMemoryThanItsBytes(String value) {
    var field = "[" + value.repeat(240_000 / value.length());
    var closed = field + (value.endsWith(",") ? "0]" : "");
    var form = picture();
    for (int number = 0; number < 16; number++) {
      form.text("field" + number, closed);
    }

    var before = THREADS.getCurrentThreadAllocatedBytes();
    var answer = edit(form);
    var allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

    assertThat(answer.path("statusCode").asInt()).isEqualTo(413);
    assertThat(acme.submitCount()).isZero();
    assertThat(chain.references().objects()).isEmpty();
    assertThat(allocated >> 20).isLessThan(160);
  }

  @Test
  void aMaskIsNotIgnored() {
    var answer = edit(picture().file("mask", "m.png", "image/png", PNG));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(error(answer).path("param").asText()).isEqualTo("mask");
  }

  @Test
  void aFormWithoutAPictureSaysSo() {
    var answer = edit(form());

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(error(answer).path("param").asText()).isEqualTo("image");
  }

  @Test
  void whatIsNoPictureIsRefusedByItsBytes() {
    var text = edit(form().file("image", "fox.png", "image/png", "a red fox".getBytes(UTF_8)));
    var half =
        edit(form().file("image", "fox.png", "image/png", Arrays.copyOf(PNG, PNG.length - 9)));

    assertThat(error(text).path("message").asText()).contains("PNG, JPEG or WebP");
    assertThat(error(half).path("message").asText()).contains("cut off");
    assertThat(acme.submitCount()).isZero();
    assertThat(chain.references().objects()).isEmpty();
  }

  @Test
  void aBucketThatDoesNotAnswerSpendsNothing() {
    chain.references().goesDown();

    var answer = edit(picture());

    assertThat(answer.path("statusCode").asInt()).isEqualTo(503);
    assertThat(error(answer).path("code").asText()).isEqualTo("bucket_unavailable");
    assertThat(error(answer).path("message").asText()).contains("nothing was ordered");
    assertThat(acme.submitCount()).isZero();
  }

  @Test
  void aFormThatLambdaCouldNotTakeNamesTheRemedy() {
    var answer = edit(form().file("image", "fox.png", "image/png", new byte[4 * 1024 * 1024]));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(413);
    assertThat(error(answer).path("message").asText()).contains("images (https://");
  }

  @Test
  void anotherMediaTypeNamesTheRemedy() {
    var answer = doors.submit(Events.http("POST", EDITS, "{}"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(415);
    assertThat(error(answer).path("message").asText()).contains("/openai/v1/images/generations");
  }

  @Test
  void aFormThatIsNotWholeIsRefused() {
    var form = picture();
    var whole = form.bytes();
    var event =
        Events.http("POST", EDITS, "")
            .put("body", Base64.getEncoder().encodeToString(Arrays.copyOf(whole, whole.length - 8)))
            .put("isBase64Encoded", true);

    var answer = doors.submit(Events.header(event, "content-type", form.type()));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(error(answer).path("message").asText()).contains("send it whole");
    assertThat(acme.submitCount()).isZero();
  }

  @Test
  void aRetryWithoutAKeyStoresAndSpendsNothing() {
    var event = event(picture());
    event.withObject("/headers").remove("idempotency-key");

    var answer = doors.submit(Events.header(event, "x-stainless-retry-count", "1"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(409);
    assertThat(chain.references().objects()).isEmpty();
  }

  private static Multipart form() {
    return new Multipart().text("model", "seedream-5.0-lite").text("prompt", "a grey fox");
  }

  private static Multipart picture() {
    return form().file("image", "fox.png", "image/png", PNG);
  }

  private JsonNode edit(Multipart form) {
    var answer = doors.submit(event(form));
    OpenApiRoutesTest.assertDocumented(
        HttpRoute.OPENAI_EDIT, answer.path("statusCode").asInt(), answer);
    return answer;
  }

  private static ObjectNode event(Multipart form) {
    var event =
        Events.http("POST", EDITS, "")
            .put("body", Base64.getEncoder().encodeToString(form.bytes()))
            .put("isBase64Encoded", true);
    Events.header(event, "content-type", form.type());
    return Events.header(event, "idempotency-key", "order-1");
  }

  private static S3Link link(byte[] bytes, String extension) {
    return new S3Link("pictures", "references/" + Sha256.hex(bytes) + "." + extension);
  }

  private Task task() {
    return store.find(TaskId.of(new RequestId("order-1"))).orElseThrow();
  }

  private static byte[] picture(String format, int side) {
    try (var bytes = new ByteArrayOutputStream()) {
      ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), format, bytes);
      return bytes.toByteArray();
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
  }

  private static JsonNode error(JsonNode answer) {
    return Events.tree(answer.path("body").asText()).path("error");
  }
}
