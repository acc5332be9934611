package dev.darkroom.bench.cost;

import dev.darkroom.bench.cost.Job.Door;
import dev.darkroom.bench.cost.Job.Finding;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tables of the page, by name. */
final class Tables {
  private static final Inputs INPUTS = Inputs.USUAL;
  private static final Setup ARM = Setup.DEFAULT.onArm();

  private Tables() {}

  static Map<String, String> all() {
    var all = new LinkedHashMap<String, String>();
    all.put(
        "ordinary",
        Darkroom.bill(Setup.DEFAULT, Job.ORDINARY, INPUTS).perMillionTable().toString());
    all.put("variants", variants().toString());
    all.put("setups", setups().toString());
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
    setup(table, "as deployed: 256 MB", Setup.DEFAULT);
    setup(table, "settle with 512 MB", Setup.DEFAULT.settlingWith(512));
    setup(table, "submit and callback with 128 MB", Setup.DEFAULT.submittingWith(128));
    setup(table, "two checks in one invocation of settle", Setup.DEFAULT.batching(2));
    setup(table, "five checks in one invocation of settle", Setup.DEFAULT.batching(5));
    return table;
  }

  private static void setup(Table table, String name, Setup setup) {
    table.row(name, usd(setup), usd(setup.onArm()));
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
