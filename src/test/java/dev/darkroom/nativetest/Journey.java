package dev.darkroom.nativetest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.nativetest.Site.Handler;
import java.net.URI;

/** The way of one wish through the functions of a site. */
record Journey(Site site, String prompt, String taskId) {

  /** Submits a wish that nobody else has. */
  static Journey begin(Site site, String id) {
    var prompt = "a red fox for " + id;
    var event =
        Events.of("submit-plain.json")
            .replace("order-4711-plain", id)
            .replace("a red fox, by direct invoke", prompt);
    var answer = Json.read(site.function(Handler.SUBMIT).invoke(event));
    return new Journey(site, prompt, answer.path("taskId").asText());
  }

  /** The secret part of the address that the provider was given. */
  String token() {
    var path = site.evolink().callback(prompt).getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Somebody rings with this token. */
  JsonNode ring(String token) {
    var event = Events.of("callback.json", "TOKEN", token);
    return Json.read(site.function(Handler.CALLBACK).invoke(event));
  }

  /** The queue brings a check. */
  JsonNode settle() {
    var event = Events.of("settle-sqs.json", "TASK", taskId);
    return Json.read(site.function(Handler.SETTLE).invoke(event));
  }

  /** The record, as a caller reads it. */
  JsonNode look() {
    var event = Events.of("query-generation.json", "TASK", taskId);
    return Json.body(Json.read(site.function(Handler.QUERY).invoke(event)));
  }

  static URI link(JsonNode generation) {
    return URI.create(generation.path("images").path(0).path("url").asText());
  }
}
