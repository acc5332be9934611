package dev.darkroom.simulator.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.fault.QueryFault;
import dev.darkroom.simulator.fault.TaskFault;
import java.util.List;
import java.util.function.Function;

/** A list of results as a provider documents it, or what a fault makes of it. */
public final class ResultList {
  private ResultList() {}

  /**
   * Puts the list into its parent.
   *
   * @param element what the provider's list has for one link
   */
  public static void put(
      ObjectNode parent,
      String field,
      SimulatedTask task,
      List<String> links,
      Function<String, JsonNode> element) {
    if (links.isEmpty() && task.has(QueryFault.ABSENT_LIST)) {
      return;
    }
    if (!links.isEmpty() && task.has(TaskFault.ONE_LINK_AS_TEXT)) {
      parent.put(field, links.getFirst());
    } else if (!links.isEmpty() && task.has(TaskFault.ONE_LINK_AS_OBJECT)) {
      parent.putObject(field).put("url", links.getFirst());
    } else {
      var list = JsonNodeFactory.instance.arrayNode();
      links.forEach(link -> list.add(element.apply(link)));
      parent.set(field, list);
    }
  }
}
