package dev.darkroom.bench;

import dev.darkroom.bench.Site.Handler;

/** The peak memory of fresh processes, by how much they carry. */
final class Memory {
  private static final int[] IMAGES = {1, 4, 15};
  private static final int[] MEGABYTES = {1, 10, 20};
  private static final int REPEATED = 5;

  /** The most that any model takes. */
  private static final int REFERENCES = 14;

  /** Almost the most that a form may have, with its other fields, in MB (4 MiB in all). */
  private static final double FORM = 4.19;

  private Memory() {}

  /** One thing to be done with task number so and so, and whether it was. */
  @FunctionalInterface
  private interface Work {
    boolean on(int number) throws Exception;
  }

  static void run(Bench bench) throws Exception {
    try (var site = Site.start(bench);
        var submit = site.function(Handler.SUBMIT)) {
      var table =
          Table.of(
              "peak memory, MB", "after one", "after " + REPEATED + " in one process", "failed");
      submit(site, 0, table);
      submit(site, REFERENCES, table);
      form(site, table);
      for (int images : IMAGES) {
        for (int megabytes : MEGABYTES) {
          site.provider().gives(images, Picture.ofMegabytes(megabytes));
          settle(site, submit, images, megabytes, table);
        }
      }
    }
  }

  private static void submit(Site site, int references, Table table) throws Exception {
    try (var submit = site.function(Handler.SUBMIT)) {
      var name = "submit, " + references + " references";
      measure(
          name,
          submit,
          number -> !Site.submit(submit, id(name, number), references).isEmpty(),
          table);
    }
  }

  /** OpenAI's edit, with its picture by value. Each has other bytes, as each has another end. */
  private static void form(Site site, Table table) throws Exception {
    try (var submit = site.function(Handler.SUBMIT)) {
      var name = "submit, a form of 4 MiB";
      measure(
          name,
          submit,
          number -> {
            var picture = Picture.ofMegabytes(FORM - number / 1e3);
            var answer = submit.invoke(Events.form(id(name, number), picture.bytes()));
            return Json.text(Json.read(answer.body()), "statusCode").equals("202");
          },
          table);
    }
  }

  private static void settle(Site site, Lambda submit, int images, int megabytes, Table table)
      throws Exception {
    try (var settle = site.function(Handler.SETTLE)) {
      var name = "settle, %d × %d MB".formatted(images, megabytes);
      measure(
          name,
          settle,
          number ->
              site.settle(settle, Site.submit(submit, id(name, number), 0), images).isPresent(),
          table);
    }
  }

  private static void measure(String name, Lambda function, Work work, Table table)
      throws Exception {
    int failed = work.on(0) ? 0 : 1;
    double first = function.peakMegabytes();
    for (int number = 1; number < REPEATED; number++) {
      failed += work.on(number) ? 0 : 1;
    }
    table.row(name, first, function.peakMegabytes(), failed);
  }

  private static String id(String name, int number) {
    return (name + number).replaceAll("[^a-z0-9]", "-");
  }
}
