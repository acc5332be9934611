package dev.darkroom.bench.cost;

import dev.darkroom.bench.cost.Job.Door;
import dev.darkroom.bench.cost.Job.Finding;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tables of the page, by name. */
final class Tables {
  private static final Inputs INPUTS = Inputs.USUAL;
  private static final Setup LEAN =
      Setup.DEFAULT.onArm().settlingWith(256).keepingNextCheck().submittingWith(128);

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
    var table = new Table("a generation", ">as deployed", ">lean");
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
    table.row(name, usd(Setup.DEFAULT, job, INPUTS), usd(LEAN, job, INPUTS));
  }

  private static Table setups() {
    var table = new Table("change, on top of the ones above", ">USD a million");
    var setup = Setup.DEFAULT;
    table.row("as deployed: x86_64, submit 256 MB, settle 512 MB", usd(setup));
    setup = setup.onArm();
    table.row("arm64", usd(setup));
    setup = setup.settlingWith(256);
    table.row("settle 256 MB", usd(setup));
    setup = setup.keepingNextCheck();
    table.row("settling leaves the next check where it is", usd(setup));
    setup = setup.submittingWith(128);
    table.row("submit and callback 128 MB: **lean**", usd(setup));
    table.row("two checks in one invocation of settle", usd(setup.batching(2)));
    table.row("five checks in one invocation of settle", usd(setup.batching(5)));
    table.row("as deployed, five checks in one invocation", usd(Setup.DEFAULT.batching(5)));
    return table;
  }

  private static Table sensitivity() {
    var table = new Table("input", "from, to", ">as deployed", ">lean");
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
        usd(LEAN, low) + " to " + usd(LEAN, high));
  }

  private static Table others() {
    var table = new Table("way", ">image in 45 s", ">image in 90 s");
    var soon = new Others(45, Setup.DEFAULT, INPUTS);
    var late = new Others(90, Setup.DEFAULT, INPUTS);
    var slow = Job.ORDINARY.foundBy(Finding.CALLBACK, 1);
    table.row("Darkroom as deployed", usd(Setup.DEFAULT), usd(Setup.DEFAULT, slow, INPUTS));
    table.row("Darkroom, lean", usd(LEAN), usd(LEAN, slow, INPUTS));
    table.row(
        "Darkroom as deployed, called from Step Functions with a task token",
        usd(Setup.DEFAULT, Job.ORDINARY.through(Door.STEP_FUNCTIONS), INPUTS),
        usd(Setup.DEFAULT, slow.through(Door.STEP_FUNCTIONS), INPUTS));
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
