package dev.darkroom.bench.cost;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a million ordinary generations cost, as bars in SVG: one for each setup, by service. */
final class Chart {
  private static final int LEFT = 250;
  private static final int PER_DOLLAR = 20;
  private static final int BAR = 22;
  private static final int ROW = 34;
  private static final int TOP = 70;

  private static final List<Part> PARTS =
      List.of(
          new Part("S3, PUT", "#3b6ea8", Price.S3_PUT),
          new Part("Lambda, time", "#e08a2c", Price.LAMBDA_X86, Price.LAMBDA_ARM),
          new Part("DynamoDB", "#4a9a5b", Price.DYNAMO_WRITE, Price.DYNAMO_READ),
          new Part("HTTP API", "#8a63b5", Price.HTTP_REQUEST),
          new Part("logs", "#8c8c8c", Price.LOG),
          new Part("EventBridge", "#c2554d", Price.EVENT),
          new Part("SQS", "#c9b037", Price.SQS_REQUEST),
          new Part("Lambda, requests", "#7a4a1d", Price.LAMBDA_REQUEST));

  private Chart() {}

  private record Part(String name, String color, Price... prices) {
    double of(Bill bill) {
      double sum = 0;
      for (var price : prices) {
        sum += bill.perMillion(price);
      }
      return sum;
    }
  }

  /** The setups that the page has in a table, on x86_64 and on arm64. */
  static String of(Map<String, Setup> setups, Inputs inputs) {
    var rows = new LinkedHashMap<String, Bill>();
    setups.forEach((name, setup) -> rows.put(name, Darkroom.bill(setup, Job.ORDINARY, inputs)));
    var text = new ArrayList<String>();
    int height = TOP + rows.size() * ROW + 10;
    text.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"860\" height=\"%d\" font-family=\"sans-serif\" font-size=\"13\">"
            .formatted(height));
    text.add("<title>USD for a million ordinary generations, by service</title>");
    text.add("<rect width=\"860\" height=\"%d\" fill=\"white\"/>".formatted(height));
    text.addAll(legend());
    int top = TOP;
    for (var row : rows.entrySet()) {
      text.addAll(bar(row.getKey(), row.getValue(), top));
      top += ROW;
    }
    text.add("</svg>");
    return String.join("\n", text) + "\n";
  }

  private static List<String> legend() {
    var text = new ArrayList<String>();
    for (int number = 0; number < PARTS.size(); number++) {
      int x = 10 + number % 4 * 200;
      int y = 12 + number / 4 * 24;
      text.add(rectangle(x, y, 14, 14, PARTS.get(number).color()));
      text.add(label(x + 20, y + 12, "start", PARTS.get(number).name()));
    }
    return text;
  }

  private static List<String> bar(String name, Bill bill, int top) {
    var text = new ArrayList<String>();
    text.add(label(LEFT - 8, top + 16, "end", name));
    double x = LEFT;
    for (var part : PARTS) {
      double width = part.of(bill) * PER_DOLLAR;
      text.add(rectangle(x, top, width, BAR, part.color()));
      x += width;
    }
    text.add(label(x + 6, top + 16, "start", Table.dollars(bill.perMillion())));
    return text;
  }

  private static String rectangle(double x, double y, double width, double height, String color) {
    return Table.format(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
        x, y, width, height, color);
  }

  private static String label(double x, double y, String anchor, String text) {
    return Table.format(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        x, y, anchor, text.replace("&", "&amp;").replace("<", "&lt;"));
  }
}
