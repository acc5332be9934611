package dev.darkroom.aws;

import dev.darkroom.task.TaskStore;
import dev.darkroom.testing.dynamo.ModelDynamo;

/** The real adapter on the model of a table. */
public final class TestingDynamo {
  private TestingDynamo() {}

  public static TaskStore store() {
    var client = new ModelDynamo();
    return new DynamoTaskStore(() -> client, ExampleAwsConfig.withTable("tasks"));
  }
}
