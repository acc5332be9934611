package dev.darkroom.bench.cost;

/** What the model takes from elsewhere: put in your own. */
enum Input {
  PROVIDER_CREATE(600, "ms", Known.ASSUMED, "the paid call, with its connection"),
  PROVIDER_STATUS(300, "ms", Known.ASSUMED, "asking the provider about a task"),
  FETCH(1000, "ms", Known.ASSUMED, "fetching one image of 1.5 MB from the provider"),
  S3_PUT(100, "ms", Known.ASSUMED, "storing it"),
  DYNAMO(7, "ms", Known.ASSUMED, "one call to DynamoDB"),
  SEND(10, "ms", Known.ASSUMED, "one message to SQS"),
  TELL(20, "ms", Known.ASSUMED, "one event to EventBridge, or one task token"),
  CPU_SUBMIT(3.1, "ms", Known.MEASURED, "CPU of a submit, at its share of a core"),
  CPU_CALLBACK(3, "ms", Known.ASSUMED, "the same of a callback"),
  CPU_CHECK(4.1, "ms", Known.MEASURED, "the same of a settle, without its images"),
  CPU_IMAGE(13.2, "ms", Known.MEASURED, "the same for each image of 1.5 MB"),
  CPU_QUERY(3, "ms", Known.ASSUMED, "the same of a GET"),
  CPU_SWEEP(13, "ms", Known.MEASURED, "the same of a sweep that finds nothing"),
  WHOLE_CORE(1769, "MB", Known.DOCUMENTED, "memory at which Lambda gives one core; less has less"),
  INIT(
      300,
      "ms",
      Known.ASSUMED,
      "cold start, billed; 18 ms from start to first next are measured off Lambda"),
  COLD(0.02, "of all invocations", Known.ASSUMED, "that are cold starts"),
  SLOWEST(1.2, "times one", Known.ASSUMED, "how long several checks side by side wait"),
  MONTHLY(1_000_000, "generations", Known.ASSUMED, "a month, as to how many checks come together"),
  BUSY(0.667, "of all", Known.ASSUMED, "that come within eight hours of the day"),
  POLLERS(5, "", Known.DOCUMENTED, "connections by which Lambda takes messages off an idle queue"),
  BATCH(5, "checks", Known.COMPUTED, "at most in one invocation of settle, as it is set up"),
  PROMPT(300, "bytes", Known.ASSUMED, "of a prompt"),
  CLAIMED(371, "bytes", Known.COMPUTED, "the record at the claim, without the prompt"),
  SUBMITTED(502, "bytes", Known.COMPUTED, "with the reference"),
  SETTLED(556, "bytes", Known.COMPUTED, "with the outcome, without its images"),
  TOLD(68, "bytes", Known.COMPUTED, "more when it is told: an entry, and who heard it"),
  IMAGE_RECORD(90, "bytes", Known.COMPUTED, "of each image in the record"),
  TOKEN(800, "bytes", Known.ASSUMED, "of a task token of Step Functions"),
  LOG_OVERHEAD(26, "bytes", Known.DOCUMENTED, "that CloudWatch adds to each line");

  /** How a figure is known. */
  enum Known {
    ASSUMED,
    /** By DynamoDB's rules, of the record that the tests call ordinary. */
    COMPUTED,
    /** By {@code src/bench}, over TLS. */
    MEASURED,
    DOCUMENTED
  }

  private final double value;
  private final String unit;
  private final Known known;
  private final String about;

  Input(double value, String unit, Known known, String about) {
    this.value = value;
    this.unit = unit;
    this.known = known;
    this.about = about;
  }

  double value() {
    return value;
  }

  static Table table() {
    var table = new Table("what", ">value", "unit", "known");
    for (var input : values()) {
      table.row(
          input.about,
          Table.number(input.value),
          input.unit,
          input.known.name().toLowerCase(java.util.Locale.ROOT));
    }
    return table;
  }
}
