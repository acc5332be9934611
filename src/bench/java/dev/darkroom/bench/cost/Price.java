package dev.darkroom.bench.cost;

/** List prices in US dollars, us-east-1, first tier, without the free tier. */
enum Price {
  LAMBDA_X86("Lambda, x86_64", "GB-second", 1, 0.0000166667, 0, Source.PRICE_LIST),
  LAMBDA_ARM("Lambda, arm64", "GB-second", 1, 0.0000133334, 0.0000133334, Source.PRICE_LIST),
  LAMBDA_REQUEST("Lambda", "million invocations", 1e6, 0.20, 0.20, Source.PRICE_LIST),
  HTTP_REQUEST(
      "API Gateway, HTTP API", "million requests of 512 KB", 1e6, 1.00, 0, Source.PRICE_API),
  SQS_REQUEST("SQS, standard", "million requests of 64 KB", 1e6, 0.40, 0.40, Source.PRICE_API),
  DYNAMO_WRITE(
      "DynamoDB, on demand", "million write units of 1 KB", 1e6, 0.625, 0.7625, Source.PAGES),
  DYNAMO_READ(
      "DynamoDB, on demand", "million read units of 4 KB", 1e6, 0.125, 0.1525, Source.PAGES),
  S3_PUT("S3, standard", "1,000 PUT", 1e3, 0.005, 0, Source.PRICE_API),
  S3_GET("S3, standard", "1,000 GET", 1e3, 0.0004, 0, Source.PRICE_API),
  S3_KEPT("S3, standard", "GB and month kept", 1, 0.023, 0, Source.MEMORY),
  EVENT("EventBridge", "million custom events of 64 KB", 1e6, 1.00, 0, Source.PRICE_API),
  SCHEDULE("EventBridge Scheduler", "million invocations", 1e6, 1.00, 0, Source.THIRD_PARTY),
  LOG("CloudWatch Logs", "GB taken in", 1e9, 0.50, 0.63, Source.PAGES),
  METRIC("CloudWatch", "custom metric and month", 1, 0.30, 0, Source.THIRD_PARTY),
  ALARM("CloudWatch", "alarmed metric and month", 1, 0.10, 0.10, Source.PAGES),
  DASHBOARD("CloudWatch", "dashboard and month", 1, 3.00, 0, Source.THIRD_PARTY),
  PARAMETER("SSM, standard parameters", "million reads", 1e6, 0, 0, Source.MEMORY),
  DECRYPT("KMS", "10,000 requests", 1e4, 0.03, 0, Source.MEMORY),
  TRANSITION("Step Functions, Standard", "million transitions", 1e6, 25.00, 25.00, Source.OLD_PAGE),
  EXPRESS_REQUEST("Step Functions, Express", "million executions", 1e6, 1.00, 0, Source.NOTE),
  EXPRESS_TIME(
      "Step Functions, Express", "GB-second, in steps of 64 MB", 1, 0.00001667, 0, Source.NOTE),
  DURABLE_OPERATION(
      "Lambda durable functions", "million operations", 1e6, 8.00, 0, Source.LAMBDA_PAGE),
  DURABLE_WRITTEN("Lambda durable functions", "GB written", 1e9, 0.25, 0, Source.NOTE),
  DURABLE_KEPT("Lambda durable functions", "GB and month kept", 1e9, 0.15, 0, Source.NOTE);

  /** Where a price is from. None was read at AWS itself: all are quoted. */
  enum Source {
    PRICE_LIST("AWS Price List of 2026-09-11, as a project's tests quote it"),
    PRICE_API("Infracost's copy of the Price List, 2026-10-08, as a project's tests quote it"),
    PAGES("AWS's pricing pages, read 2026-08-01"),
    LAMBDA_PAGE("AWS's Lambda pricing page, read 2026-09-20"),
    OLD_PAGE("AWS's pricing page, undated copy"),
    THIRD_PARTY("others' pages about prices, February to June 2026"),
    NOTE("one note in a public repository, undated; not verified"),
    MEMORY("as known in 2025; not verified");

    private final String text;

    Source(String text) {
      this.text = text;
    }
  }

  private final String service;
  private final String unit;
  private final double unitSize;
  private final double usd;
  private final double usdFrankfurt;
  private final Source source;

  /**
   * One price.
   *
   * @param unitSize how many of what is counted make one unit
   * @param usdFrankfurt the same in eu-central-1; 0 where it is not known
   */
  Price(
      String service,
      String unit,
      double unitSize,
      double usd,
      double usdFrankfurt,
      Source source) {
    this.service = service;
    this.unit = unit;
    this.unitSize = unitSize;
    this.usd = usd;
    this.usdFrankfurt = usdFrankfurt;
    this.source = source;
  }

  double of(double quantity) {
    return quantity / unitSize * usd;
  }

  static Table table() {
    var table =
        new Table("service", "unit", ">us-east-1, USD", ">eu-central-1, USD", "where it is from");
    for (var price : values()) {
      table.row(
          price.service,
          price.unit,
          plain(price.usd),
          price.usdFrankfurt == 0 ? "" : plain(price.usdFrankfurt),
          price.source.text);
    }
    return table;
  }

  private static String plain(double usd) {
    if (usd == 0) {
      return "0";
    }
    var digits = usd < 0.0001 ? "%.10f" : "%.4f";
    var text = Table.format(digits, usd).replaceAll("0+$", "");
    int decimals = text.length() - text.indexOf('.') - 1;
    return decimals < 2 ? text + "0".repeat(2 - decimals) : text;
  }
}
