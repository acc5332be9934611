package dev.darkroom.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.testing.Schemas;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The OpenAPI document names every type of file that is stored. */
class DocumentedMediaTest {
  @Test
  void everyContentTypeIsDocumented() {
    var documented =
        Schemas.openApi().at("/components/schemas/StoredImage/properties/contentType/enum");

    assertThat(documented.valueStream())
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(
            Stream.of(MediaFormat.values()).map(MediaFormat::contentType).toList());
  }
}
