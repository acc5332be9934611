package dev.darkroom.bench.cost;

/** What a month costs whatever happens in it, or nearly so; with one provider. */
final class Monthly {
  private static final double MINUTES = 730 * 60;

  /** Lambda's documentation names five at the beginning; each waits up to 20 seconds. */
  private static final double POLLERS = 5;

  private static final double POLLS_A_MINUTE = 3;
  private static final double QUEUES = 2;
  private static final double SHARDS = 16;

  /** Of keys: two of submit, one of callback, one of settle, every five minutes. */
  private static final double READS = 4 * MINUTES / 5;

  private Monthly() {}

  static Bill bill(Setup setup, Inputs inputs) {
    var bill = new Bill();
    bill.add(
        "custom metrics in ordinary times: 7 of the provider, 1 of the sweep", Price.METRIC, 8);
    bill.add(
        "alarms: their metrics (5 queues, the API, the oldest task, 2 of the sweep)",
        Price.ALARM,
        9);
    bill.add("dashboard", Price.DASHBOARD, 1);
    double polls = POLLERS * POLLS_A_MINUTE * MINUTES * QUEUES;
    bill.add("SQS: polling of two idle queues", thousands(polls), Price.SQS_REQUEST, polls);
    sweep(bill, setup, inputs);
    bill.add("SSM: reads of keys", thousands(READS), Price.PARAMETER, READS);
    bill.add("KMS: their decryption", thousands(READS), Price.DECRYPT, READS);
    return bill;
  }

  private static void sweep(Bill bill, Setup setup, Inputs inputs) {
    double millis =
        (SHARDS + 2) * inputs.get(Input.DYNAMO)
            + inputs.get(Input.CPU_SWEEP) * inputs.get(Input.WHOLE_CORE) / setup.settleMb();
    double gigabyteSeconds = MINUTES * millis / 1000 * setup.settleMb() / 1024;
    double log = MINUTES * LogLines.SWEEP.bytes(inputs);
    bill.add("sweep: schedule", thousands(MINUTES), Price.SCHEDULE, MINUTES);
    bill.add("sweep: invocations", thousands(MINUTES), Price.LAMBDA_REQUEST, MINUTES);
    bill.add("sweep: GB-seconds", thousands(gigabyteSeconds), setup.time(), gigabyteSeconds);
    double reads = MINUTES * (SHARDS / 2 + 1); // eventually consistent, but for its own place
    bill.add("sweep: read units", thousands(reads), Price.DYNAMO_READ, reads);
    bill.add("sweep: write units", thousands(MINUTES), Price.DYNAMO_WRITE, MINUTES);
    double looks = 2.5 * MINUTES; // at two dead-letter queues, and every other time at settle's
    bill.add("sweep: looks at queues", thousands(looks), Price.SQS_REQUEST, looks);
    bill.add("sweep: bytes of log", thousands(log), Price.LOG, log);
  }

  private static String thousands(double count) {
    return Table.format("%,.0f", count);
  }
}
