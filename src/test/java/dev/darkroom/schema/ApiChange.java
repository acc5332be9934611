package dev.darkroom.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** Changes of the OpenAPI document, each with what it means for a caller of today. */
record ApiChange(String what, boolean breaks, Consumer<ObjectNode> change) {
  static List<ApiChange> all() {
    return List.of(
        breaking("a route is gone", document -> object(document, "/paths").remove("/v1/models")),
        breaking(
            "an answer's field is gone",
            document -> {
              schema(document, "StoredImage/properties").remove("sha256");
              remove(document, "/components/schemas/StoredImage/required", "sha256");
            }),
        breaking(
            "an answer's field may be absent",
            document -> remove(document, "/components/schemas/StoredImage/required", "sha256")),
        breaking(
            "an answer's field is of another type",
            document -> schema(document, "StoredImage/properties/bytes").put("type", "string")),
        breaking(
            "an answer's number is larger",
            document -> schema(document, "StoredImage/properties/width").put("format", "int64")),
        breaking(
            "an answer's word is new",
            document -> array(document, "/components/schemas/Status/enum").add("forgotten")),
        breaking(
            "an event needs another field",
            document -> {
              schema(document, "GenerationEvent/properties").putObject("who").put("type", "string");
              array(document, "/components/schemas/GenerationEvent/required").add("who");
            }),
        breaking(
            "an event's word is refused",
            document ->
                remove(
                    document,
                    "/components/schemas/GenerationEvent/properties/outputFormat/enum",
                    "png")),
        breaking(
            "an event's number may be less",
            document -> schema(document, "GenerationEvent/properties/count").put("maximum", 5)),
        breaking(
            "a token is demanded",
            document -> document.putArray("security").addObject().putArray("jwt")),
        breaking(
            "a header is gone",
            document ->
                object(document, "/paths/~1v1~1generations/post/responses/202/headers")
                    .remove("Location")),
        breaking(
            "an outcome's field is gone",
            document -> {
              schema(document, "OutcomeEvent/properties").remove("timestamp");
              remove(document, "/components/schemas/OutcomeEvent/required", "timestamp");
            }),
        breaking("the webhook is gone", document -> document.remove("webhooks")),
        fitting(
            "a route is new",
            document ->
                object(document, "/paths").set("/v1/more", document.at("/paths/~1v1~1models"))),
        fitting(
            "an answer's field is new",
            document ->
                schema(document, "StoredImage/properties").putObject("more").put("type", "string")),
        fitting(
            "an event may have another field",
            document ->
                schema(document, "GenerationEvent/properties")
                    .putObject("more")
                    .put("type", "string")),
        fitting(
            "an event may have another word",
            document ->
                array(document, "/components/schemas/GenerationEvent/properties/outputFormat/enum")
                    .add("webp")));
  }

  private static ApiChange breaking(String what, Consumer<ObjectNode> change) {
    return new ApiChange(what, /* breaks= */ true, change);
  }

  private static ApiChange fitting(String what, Consumer<ObjectNode> change) {
    return new ApiChange(what, /* breaks= */ false, change);
  }

  private static ObjectNode schema(JsonNode document, String place) {
    return object(document, "/components/schemas/" + place);
  }

  private static ObjectNode object(JsonNode document, String place) {
    return (ObjectNode) document.at(place);
  }

  private static ArrayNode array(JsonNode document, String place) {
    return (ArrayNode) document.at(place);
  }

  private static void remove(JsonNode document, String list, String word) {
    array(document, list).removeIf(item -> item.asText().equals(word));
  }
}
