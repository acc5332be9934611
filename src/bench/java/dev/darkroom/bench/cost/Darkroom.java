package dev.darkroom.bench.cost;

import dev.darkroom.bench.cost.Job.Door;
import dev.darkroom.bench.cost.Job.Finding;

/** Counts what one generation uses, as the code has it: every call that is billed. */
final class Darkroom {
  private final Setup setup;
  private final Job job;
  private final Inputs inputs;
  private final Bill bill = new Bill();
  private final Lambda lambda;
  private final double checks;
  private double sends;
  private double receives;
  private double writes;
  private double reads;
  private double logBytes;

  private Darkroom(Setup setup, Job job, Inputs inputs) {
    this.setup = setup;
    this.job = job;
    this.inputs = inputs;
    lambda = new Lambda(bill, setup, inputs);
    checks = new Batching(inputs).checks(setup.window());
  }

  static Bill bill(Setup setup, Job job, Inputs inputs) {
    return new Darkroom(setup, job, inputs).all();
  }

  private Bill all() {
    bill.add("HTTP API, requests", Price.HTTP_REQUEST, httpRequests());
    logBytes += httpRequests() * LogLines.ACCESS.bytes(inputs);
    submit();
    ring();
    early();
    settle();
    query();
    bill.add("DynamoDB, write units", Price.DYNAMO_WRITE, writes);
    bill.add("DynamoDB, read units", Price.DYNAMO_READ, reads);
    bill.add("SQS, requests", Price.SQS_REQUEST, sends + receives);
    bill.add("S3, PUT", Price.S3_PUT, job.images());
    bill.add("EventBridge, events", Price.EVENT, job.hasBus() ? 1 : 0);
    bill.add("CloudWatch Logs, bytes", Table.format("%,.0f", logBytes), Price.LOG, logBytes);
    bill.add(
        "Step Functions, transitions", Price.TRANSITION, job.door() == Door.STEP_FUNCTIONS ? 1 : 0);
    return bill;
  }

  private int httpRequests() {
    return (job.door() == Door.HTTP ? 1 : 0)
        + (job.finding() == Finding.CALLBACK && !setup.isCalledDirectly() ? 1 : 0)
        + job.gets();
  }

  /** Claim, paid call, reference. */
  private void submit() {
    if (job.door() != Door.HTTP) {
      queued(1, 1);
    }
    bill(
        "Lambda submit",
        setup.submitMb(),
        inputs.get(Input.PROVIDER_CREATE)
            + 3 * inputs.get(Input.DYNAMO)
            + firstCheck()
            + 1000 * job.held(),
        inputs.get(Input.CPU_SUBMIT),
        1);
    logBytes += LogLines.SUBMISSION.bytes(inputs);
    writes += units(Input.CLAIMED) + 1; // and into the index of open tasks
    writes += setup.isListed() ? 1 : 0; // and of recent ones, where the entry stays as it is
    writes += units(Input.SUBMITTED); // no key of the index changes
    writes += 1; // whose the reference is, so that no callback gives it to another task
    reads += job.held(); // one a second
  }

  /** Where nobody rings, submit puts the first check on the queue. */
  private double firstCheck() {
    return job.finding() == Finding.POLL ? inputs.get(Input.SEND) : 0;
  }

  /** What puts the check that finds the result on the queue. */
  private void ring() {
    switch (job.finding()) {
      case CALLBACK -> {
        bill(
            "Lambda callback",
            setup.submitMb(),
            inputs.get(Input.SEND),
            inputs.get(Input.CPU_CALLBACK),
            1);
        logBytes += LogLines.CALLBACK.bytes(inputs);
        queued(1, checks);
      }
      case SWEEP -> swept();
      case POLL -> queued(1, checks);
    }
  }

  /** The sweep sends ten at once, and looks since when somebody waits. */
  private void swept() {
    queued(0.1, checks);
    reads += 0.5;
  }

  /** Checks that find it still running; where nobody rings, each queues the next. */
  private void early() {
    boolean isPolled = job.finding() == Finding.POLL;
    double goesOn = isPolled ? inputs.get(Input.SEND) : 0;
    for (int count = 0; count < job.early(); count++) {
      if (isPolled) {
        queued(1, checks);
      } else {
        swept();
      }
      writes += units(Input.SUBMITTED) + 2; // its next check moves: the record, and its index twice
    }
    if (job.early() > 0) {
      double waits = 2 * inputs.get(Input.DYNAMO) + inputs.get(Input.PROVIDER_STATUS) + goesOn;
      settled("Lambda settle, still running", waits, inputs.get(Input.CPU_CHECK), job.early());
    }
    logBytes += job.early() * LogLines.STILL_RUNNING.bytes(inputs);
    reads += job.early();
  }

  /** Asks, fetches, stores, records, tells, closes. */
  private void settle() {
    int channels = (job.hasBus() ? 1 : 0) + (job.door() == Door.STEP_FUNCTIONS ? 1 : 0);
    double waits =
        3 * inputs.get(Input.DYNAMO)
            + inputs.get(Input.PROVIDER_STATUS)
            + inputs.get(Input.FETCH)
            + inputs.get(Input.S3_PUT)
            + channels * inputs.get(Input.TELL);
    double work = inputs.get(Input.CPU_CHECK) + job.images() * inputs.get(Input.CPU_IMAGE);
    settled("Lambda settle", job.images() == 1 ? waits : waits * slowest(), work, 1);
    logBytes += LogLines.SETTLEMENT.bytes(inputs) + LogLines.NOTIFICATION.bytes(inputs);
    reads += 1;
    double images = job.images() * inputs.get(Input.IMAGE_RECORD);
    double told = images + inputs.get(Input.TOLD);
    writes += units(inputs.get(Input.SETTLED) + images); // its next check stays where it is
    writes += units(inputs.get(Input.SETTLED) + told) + 1; // and out of the index
  }

  /** Several checks side by side wait together, as long as the slowest. */
  private void settled(String function, double waits, double work, double times) {
    double together = 1 + (slowest() - 1) * Math.min(1, checks - 1);
    bill(function, setup.settleMb(), waits * together, checks * work, times / checks);
  }

  private double slowest() {
    return inputs.get(Input.SLOWEST);
  }

  private void query() {
    if (job.gets() > 0) {
      bill(
          "Lambda query",
          setup.settleMb(),
          inputs.get(Input.DYNAMO),
          inputs.get(Input.CPU_QUERY),
          job.gets());
    }
    reads += job.gets();
  }

  private void bill(String function, int megabytes, double waits, double work, double times) {
    lambda.add(function, megabytes, waits, work, times);
    logBytes += setup.hasSystemLines() ? times * LogLines.ofInvocation(inputs) : 0;
  }

  private void queued(double sent, double together) {
    sends += sent;
    receives += 2 / together; // received and deleted
  }

  private double units(Input size) {
    return units(inputs.get(size));
  }

  /** Write units of the record; its prompt and its token come on top of the size. */
  private double units(double bytes) {
    double token = job.door() == Door.STEP_FUNCTIONS ? inputs.get(Input.TOKEN) : 0;
    return Math.ceil((bytes + inputs.get(Input.PROMPT) + token) / 1024);
  }
}
