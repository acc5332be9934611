package dev.darkroom.bench.cost;

/**
 * The same job done otherwise, as cheaply as that way allows: a record of two writes, one line of
 * log an invocation, every image at the first try, nothing done twice or lost.
 *
 * @param seconds that the provider works on the image
 */
record Others(double seconds, Setup setup, Inputs inputs) {
  /** Between two questions. */
  private static final double PAUSE = 15;

  private static final double EXPRESS_GB = 64.0 / 1024;
  private static final double DATA = 4096;
  private static final double KEPT_MONTHS = 14.0 / 30;

  /** One function that submits, asks again and again, fetches and stores. */
  Bill heldOpen(int megabytes) {
    var bill = base(1);
    add(bill, "Lambda", megabytes, create() + seconds * 1000 + store(), 1);
    return bill;
  }

  /** A Standard state machine: submit, (wait, ask, choose) again and again, store. */
  Bill loop() {
    var bill = base(1);
    functions(bill);
    return bill.add("Step Functions, transitions", Price.TRANSITION, 2 + 3 * rounds());
  }

  /** The same, Express: started at least once, so that it may pay twice. */
  Bill express() {
    var bill = base(1);
    functions(bill);
    double busy = seconds + (create() + store()) / 1000;
    return bill.add("Step Functions, executions", Price.EXPRESS_REQUEST, 1)
        .add("Step Functions, time", Price.EXPRESS_TIME, busy * EXPRESS_GB);
  }

  /**
   * A Standard state machine that waits on a task token, which a function for callbacks returns.
   */
  Bill token() {
    var bill = base(2);
    add(bill, "Lambda submit", setup.submitMb(), create(), 1);
    add(bill, "Lambda callback", setup.submitMb(), tell(), 1);
    add(bill, "Lambda store", setup.settleMb(), store(), 1);
    return bill.add("Step Functions, transitions", Price.TRANSITION, 2);
  }

  /** A durable function that waits for a callback, which another function hands on. */
  Bill durableCallback() {
    var bill = base(2);
    add(bill, "Lambda callback", setup.submitMb(), tell(), 1);
    add(bill, "Lambda durable, submit", setup.settleMb(), create(), 1);
    add(bill, "Lambda durable, store", setup.settleMb(), store(), 1);
    return durable(bill, 4); // start, submit, callback, store
  }

  /** A durable function that waits and asks. */
  Bill durableLoop() {
    var bill = base(1);
    add(bill, "Lambda durable, submit", setup.settleMb(), create(), 1);
    add(bill, "Lambda durable, ask", setup.settleMb(), status(), rounds());
    add(bill, "Lambda durable, store", setup.settleMb(), store(), 1);
    return durable(bill, 3 + 2 * rounds()); // start, submit, store; and each wait and question
  }

  private Bill base(double requests) {
    return new Bill()
        .add("HTTP API, requests", Price.HTTP_REQUEST, requests)
        .add("DynamoDB, write units", Price.DYNAMO_WRITE, 2)
        .add("S3, PUT", Price.S3_PUT, 1);
  }

  private void functions(Bill bill) {
    add(bill, "Lambda submit", setup.submitMb(), create(), 1);
    add(bill, "Lambda ask", setup.submitMb(), status(), rounds());
    add(bill, "Lambda store", setup.settleMb(), store(), 1);
  }

  private Bill durable(Bill bill, double operations) {
    return bill.add("Lambda durable, operations", Price.DURABLE_OPERATION, operations)
        .add("Lambda durable, bytes written", Price.DURABLE_WRITTEN, DATA)
        .add("Lambda durable, bytes kept two weeks", Price.DURABLE_KEPT, DATA * KEPT_MONTHS);
  }

  private void add(Bill bill, String function, int megabytes, double waits, double times) {
    new Lambda(bill, setup, inputs)
        .add(function, megabytes, waits, inputs.get(Input.CPU_SUBMIT), times);
    double lines = setup.hasSystemLines() ? LogLines.ofInvocation(inputs) : 0;
    double bytes = lines + LogLines.STILL_RUNNING.bytes(inputs);
    bill.add(function + ", log", Price.LOG, times * bytes);
  }

  private double rounds() {
    return Math.ceil(seconds / PAUSE);
  }

  private double create() {
    return inputs.get(Input.PROVIDER_CREATE) + inputs.get(Input.DYNAMO);
  }

  private double status() {
    return inputs.get(Input.PROVIDER_STATUS);
  }

  private double tell() {
    return inputs.get(Input.TELL);
  }

  private double store() {
    return status() + inputs.get(Input.FETCH) + inputs.get(Input.S3_PUT) + inputs.get(Input.DYNAMO);
  }
}
