package dev.darkroom.provider.support;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.provider.NotTakenRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The fields of an answer to a paid call that programs read, at any depth. They are its codes, and
 * whether it names a task. The search is wide, because each find speaks against "not taken".
 *
 * @param codes as {@link NotTakenRow#normalized} writes them: of an inner object before those of
 *     the outer one, and codes before types
 * @param namesATask whether any field reads like the name of a task
 */
record AnswerFields(List<String> codes, boolean namesATask) {
  /** Names of fields, without case, underscores and hyphens. */
  private static final Set<String> CODES = Set.of("code", "errorcode", "errcode", "errno");

  /** Fields that count as codes, but say less. */
  private static final Set<String> TYPES =
      Set.of("type", "errortype", "status", "state", "statuscode");

  private static final Set<String> TASKS =
      Set.of(
          "id",
          "ids",
          "uuid",
          "task",
          "tasks",
          "taskid",
          "taskids",
          "taskuuid",
          "job",
          "jobs",
          "jobid",
          "jobids",
          "request",
          "requestid",
          "requestids",
          "prediction",
          "predictionid",
          "generation",
          "generationid",
          "recordid",
          "orderid",
          "workid",
          "runid",
          "executionid",
          "operationid",
          "getresult",
          "taskurl",
          "statusurl",
          "pollingurl",
          "responseurl",
          "cancelurl");

  /** Fields that claim success. */
  private static final Set<String> SUCCESSES = Set.of("success", "ok", "successful");

  /** Fields that repeat the request: fal.ai's models answer in the shape of pydantic. */
  private static final Set<String> ECHOES = Set.of("input", "ctx", "loc");

  AnswerFields {
    codes = List.copyOf(codes);
  }

  static AnswerFields of(JsonNode body) {
    var codes = new ArrayList<String>();
    boolean namesATask = collect(body, codes);
    return new AnswerFields(codes, namesATask);
  }

  private static boolean collect(JsonNode node, List<String> codes) {
    boolean namesATask = false;
    var own = new ArrayDeque<String>();
    for (var field : node.properties()) {
      var name = plain(field.getKey());
      var value = field.getValue();
      if (!ECHOES.contains(name) && !isEmpty(value)) {
        collectCode(name, value, own);
        namesATask |= collect(value, codes) || TASKS.contains(name);
      }
    }
    if (node.isArray()) {
      for (var element : node) {
        namesATask |= collect(element, codes);
      }
    }
    codes.addAll(own);
    return namesATask;
  }

  private static void collectCode(String name, JsonNode value, Deque<String> own) {
    var code =
        value.isContainerNode() ? NotTakenRow.UNREADABLE : NotTakenRow.normalized(value.asText());
    if (CODES.contains(name) || (name.equals("error") && isOneWord(value))) {
      own.addFirst(code);
    } else if (TYPES.contains(name)) {
      own.addLast(code);
    } else if (SUCCESSES.contains(name) && value.asBoolean()) {
      own.addLast(name);
    }
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
  }

  /** Several words are free text; one word alone is a code. */
  private static boolean isOneWord(JsonNode error) {
    return error.isValueNode() && !error.asText().strip().contains(" ");
  }

  static boolean isEmpty(JsonNode value) {
    return value.isNull()
        || value.isMissingNode()
        || (value.isContainerNode() && value.isEmpty())
        || (value.isTextual() && value.textValue().isBlank());
  }
}
