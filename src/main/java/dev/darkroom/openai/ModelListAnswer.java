package dev.darkroom.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models in the shape of OpenAI's list. */
@RegisterForReflection
public record ModelListAnswer(String object, List<ModelAnswer> data) {

  /**
   * One model.
   *
   * @param created in seconds since 1970: when the facts about it were read
   */
  @RegisterForReflection
  public record ModelAnswer(
      String id, String object, long created, @JsonProperty("owned_by") String ownedBy) {}

  /** The model of that name. */
  public Optional<ModelAnswer> find(String id) {
    return data.stream().filter(model -> model.id().equals(id)).findFirst();
  }

  /**
   * The list.
   *
   * @param models each with the day on which the facts about it were read
   */
  public static ModelListAnswer of(Map<String, LocalDate> models) {
    return new ModelListAnswer(
        "list",
        models.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                model ->
                    new ModelAnswer(
                        model.getKey(),
                        "model",
                        model.getValue().atStartOfDay(ZoneOffset.UTC).toEpochSecond(),
                        "darkroom"))
            .toList());
  }
}
