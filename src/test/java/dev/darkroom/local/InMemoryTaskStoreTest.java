package dev.darkroom.local;

import dev.darkroom.task.TaskStore;
import dev.darkroom.task.TaskStoreContract;

class InMemoryTaskStoreTest extends TaskStoreContract {
  @Override
  protected TaskStore emptyStore() {
    return new InMemoryTaskStore();
  }
}
