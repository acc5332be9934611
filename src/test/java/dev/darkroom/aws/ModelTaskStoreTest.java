package dev.darkroom.aws;

import dev.darkroom.task.TaskStore;
import dev.darkroom.task.TaskStoreContract;

/** The adapter keeps its contract on the model of a table as well: the model may stand for it. */
class ModelTaskStoreTest extends TaskStoreContract {
  @Override
  protected TaskStore emptyStore() {
    return TestingDynamo.store();
  }
}
