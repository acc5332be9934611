package dev.darkroom.bench.cost;

import dev.darkroom.bench.cost.Job.Door;
import dev.darkroom.bench.cost.Job.Finding;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tables of the page, by name. */
final class Tables {
  private static final Inputs INPUTS = Inputs.USUAL;
  private static final Setup ARM = Setup.DEFAULT.onArm();

  private static final Map<String, Setup> SETUPS = new LinkedHashMap<>();

  static {
    SETUPS.put("as deployed", Setup.DEFAULT);
    SETUPS.put("checks settled at once (window 0)", Setup.DEFAULT.gathering(0));
    SETUPS.put("checks wait up to 60 s for others", Setup.DEFAULT.gathering(60));
    SETUPS.put("submit, callback with 256 MB", Setup.DEFAULT.submittingWith(256));
    SETUPS.put("settle with 512 MB", Setup.DEFAULT.settlingWith(512));
    SETUPS.put("Lambda's own lines kept", Setup.DEFAULT.withSystemLines());
    SETUPS.put("generations not listed (`DARKROOM_LIST=off`)", Setup.DEFAULT.unlisted());
    SETUPS.put("function URL for callbacks", Setup.DEFAULT.calledDirectly());
    SETUPS.put("the same, up to 60 s for others", Setup.DEFAULT.calledDirectly().gathering(60));
  }

  /** A million images of 1.5 MB. */
  private static final double GIGABYTES = 1500;

  private Tables() {}

  static Map<String, String> all() {
    var all = new LinkedHashMap<String, String>();
    all.put(
        "ordinary",
        Darkroom.bill(Setup.DEFAULT, Job.ORDINARY, INPUTS).perMillionTable().toString());
    all.put("variants", variants().toString());
    all.put("setups", setups().toString());
    all.put("storage", storage().toString());
    all.put("sensitivity", sensitivity().toString());
    all.put("monthly", Monthly.bill(Setup.DEFAULT, INPUTS).monthlyTable().toString());
    all.put("others", others().toString());
    all.put("inputs", Input.table().toString());
    all.put("prices", Price.table().toString());
    return all;
  }

  private static Table variants() {
    var table = new Table("a generation", ">as deployed", ">on arm64");
    variant(table, "ordinary", Job.ORDINARY);
    variant(table, "its event over SQS", Job.ORDINARY.through(Door.SQS));
    variant(table, "three GETs by the caller", Job.ORDINARY.readTimes(3));
    variant(table, "its caller waits 10 s on the submit", Job.ORDINARY.heldFor(10));
    variant(table, "its caller waits 25 s on the submit", Job.ORDINARY.heldFor(25));
    variant(table, "four images", Job.ORDINARY.of(4));
    variant(table, "no bus (`DARKROOM_EVENT_BUS` empty)", Job.ORDINARY.withoutBus());
    variant(
        table,
        "takes so long that one check of the sweep finds it running",
        Job.ORDINARY.foundBy(Finding.CALLBACK, 1));
    variant(table, "callback lost, found by the sweep", Job.ORDINARY.foundBy(Finding.SWEEP, 0));
    variant(
        table,
        "polled provider, ready within 10 to 20 s: two checks find it running",
        Job.ORDINARY.foundBy(Finding.POLL, 2));
    variant(
        table,
        "polled provider, ready within 40 to 80 s: four checks find it running",
        Job.ORDINARY.foundBy(Finding.POLL, 4));
    variant(
        table,
        "from Step Functions, waiting on a task token",
        Job.ORDINARY.through(Door.STEP_FUNCTIONS));
    return table;
  }

  private static void variant(Table table, String name, Job job) {
    table.row(name, usd(Setup.DEFAULT, job, INPUTS), usd(ARM, job, INPUTS));
  }

  private static Table setups() {
    var table = new Table("setup", ">x86_64", ">arm64");
    SETUPS.forEach((name, setup) -> table.row(name, usd(setup), usd(setup.onArm())));
    return table;
  }

  /** The chart of the same setups, and of arm64. */
  static String chart() {
    var shown = new LinkedHashMap<>(SETUPS);
    shown.put("as deployed, on arm64", ARM);
    return Chart.of(shown, INPUTS);
  }

  /** What images cost a month once the first of them are deleted, at a million a month. */
  private static Table storage() {
    var table = new Table("`image_retention_days`", ">USD a month, at a million a month");
    double month = Price.S3_KEPT.of(GIGABYTES);
    for (int days : new int[] {7, 30, 90, 365}) {
      table.row(Integer.toString(days), Table.dollars(month * days * 12 / 365));
    }
    return table.row("0: for ever (the default)", Table.dollars(month) + " more each month");
  }

  private static Table sensitivity() {
    var table = new Table("input", "from, to", ">as deployed", ">on arm64");
    moves(table, "fetching the image, ms", Input.FETCH, 500, 1500);
    moves(table, "paid call, ms", Input.PROVIDER_CREATE, 300, 1000);
    moves(table, "asking the provider, ms", Input.PROVIDER_STATUS, 100, 600);
    moves(table, "storing the image, ms", Input.S3_PUT, 50, 150);
    moves(table, "one call to DynamoDB, ms", Input.DYNAMO, 5, 10);
    moves(table, "own time for an image, ms", Input.CPU_IMAGE, 5, 45);
    moves(table, "cold starts", Input.COLD, 0, 0.2);
    moves(table, "generations a month", Input.MONTHLY, 100_000, 10_000_000);
    moves(table, "prompt, bytes", Input.PROMPT, 50, 1500);
    return table;
  }

  private static void moves(Table table, String name, Input input, double from, double to) {
    var low = INPUTS.with(input, from);
    var high = INPUTS.with(input, to);
    table.row(
        name,
        Table.number(from) + ", " + Table.number(to),
        usd(Setup.DEFAULT, low) + " to " + usd(Setup.DEFAULT, high),
        usd(ARM, low) + " to " + usd(ARM, high));
  }

  private static Table others() {
    var table = new Table("way", ">image in 45 s", ">image in 90 s");
    var soon = new Others(45, Setup.DEFAULT, INPUTS);
    var late = new Others(90, Setup.DEFAULT, INPUTS);
    same(table, "Darkroom as deployed", usd(Setup.DEFAULT));
    same(table, "Darkroom on arm64", usd(ARM));
    same(
        table,
        "Darkroom as deployed, called from Step Functions with a task token",
        usd(Setup.DEFAULT, Job.ORDINARY.through(Door.STEP_FUNCTIONS), INPUTS));
    for (int megabytes : new int[] {128, 256, 512}) {
      other(
          table,
          "one Lambda held open, " + megabytes + " MB",
          soon.heldOpen(megabytes),
          late.heldOpen(megabytes));
    }
    other(table, "Step Functions Standard, asking every 15 s", soon.loop(), late.loop());
    other(table, "Step Functions Express, asking every 15 s", soon.express(), late.express());
    other(table, "Step Functions Standard, callback to a task token", soon.token(), late.token());
    other(table, "durable function, callback", soon.durableCallback(), late.durableCallback());
    other(table, "durable function, asking every 15 s", soon.durableLoop(), late.durableLoop());
    return table;
  }

  /** Nothing of Darkroom runs while it waits, and its sweep looks after 105 s at the soonest. */
  private static void same(Table table, String name, String dollars) {
    table.row(name, dollars, dollars);
  }

  private static void other(Table table, String name, Bill soon, Bill late) {
    table.row(name, Table.dollars(soon.perMillion()), Table.dollars(late.perMillion()));
  }

  private static String usd(Setup setup) {
    return usd(setup, INPUTS);
  }

  private static String usd(Setup setup, Inputs inputs) {
    return usd(setup, Job.ORDINARY, inputs);
  }

  private static String usd(Setup setup, Job job, Inputs inputs) {
    return Table.dollars(Darkroom.bill(setup, job, inputs).perMillion());
  }
}
