package dev.darkroom.bench.cost;

import java.nio.charset.StandardCharsets;

/** The lines that are logged, as they look: their length is what costs. */
enum LogLines {
  SUBMISSION(
      """
      {"timestamp":"2026-11-25T09:12:03.456789Z","level":"INFO","loggerName":"dev.darkroom.step",\
      "step":"submission","taskId":"1eqy48apt9mrr51vgr208hpkcv","record":"mgd0x1f2/1/claimed","provider":"evolink",\
      "outcome":"accepted","millis":612,"Submitted":1,"_aws":{"Timestamp":1795597923456,\
      "CloudWatchMetrics":[{"Namespace":"Darkroom","Dimensions":[["provider"]],\
      "Metrics":[{"Name":"Submitted","Unit":"Count"}]}]}}\
      """),
  CALLBACK(
      """
      {"timestamp":"2026-11-25T09:12:33.456789Z","level":"INFO","loggerName":"dev.darkroom.step",\
      "step":"callback","taskId":"1eqy48apt9mrr51vgr208hpkcv","provider":"evolink",\
      "outcome":"queued","millis":12}\
      """),
  STILL_RUNNING(
      """
      {"timestamp":"2026-11-25T09:12:33.456789Z","level":"INFO","loggerName":"dev.darkroom.step",\
      "step":"settlement","taskId":"1eqy48apt9mrr51vgr208hpkcv","record":"mgd0x1f2/2/submitted","provider":"evolink",\
      "outcome":"still_running","millis":312}\
      """),
  SETTLEMENT(
      """
      {"timestamp":"2026-11-25T09:12:35.456789Z","level":"INFO","loggerName":"dev.darkroom.step",\
      "step":"settlement","taskId":"1eqy48apt9mrr51vgr208hpkcv","record":"mgd0x1f2/3/succeeded","provider":"evolink",\
      "outcome":"succeeded","millis":1412,"unit":"credits","Delivered":1,"Bytes":1572864,\
      "SubmitToStored":32012,"CallbackToStored":1530,"CopyMargin":86312,"Cost":1.8,\
      "_aws":{"Timestamp":1795597955456,"CloudWatchMetrics":[{"Namespace":"Darkroom",\
      "Dimensions":[["provider"]],"Metrics":[{"Name":"Delivered","Unit":"Count"},\
      {"Name":"CallbackToStored","Unit":"Milliseconds"},\
      {"Name":"SubmitToStored","Unit":"Milliseconds"},{"Name":"CopyMargin","Unit":"Seconds"},\
      {"Name":"Bytes","Unit":"Bytes"}]},{"Namespace":"Darkroom",\
      "Dimensions":[["provider","unit"]],"Metrics":[{"Name":"Cost","Unit":"None"}]}]}}\
      """),
  NOTIFICATION(
      """
      {"timestamp":"2026-11-25T09:12:35.486789Z","level":"INFO","loggerName":"dev.darkroom.step",\
      "step":"notification","taskId":"1eqy48apt9mrr51vgr208hpkcv","record":"mgd0x1f2/4/succeeded:told","provider":"evolink",\
      "outcome":"succeeded","millis":31}\
      """),
  SWEEP(
      """
      {"timestamp":"2026-11-25T09:13:00.486789Z","level":"INFO","loggerName":"dev.darkroom.step",\
      "step":"sweep","outcome":"queued:0","millis":81,"OldestOpenTask":0,\
      "_aws":{"Timestamp":1795597980486,"CloudWatchMetrics":[{"Namespace":"Darkroom",\
      "Dimensions":[[]],"Metrics":[{"Name":"OldestOpenTask","Unit":"Seconds"}]}]}}\
      """),
  ACCESS(
      """
      {"requestId":"K4fXhjXZIAMEPqQ=","at":"1795597923456","ip":"203.0.113.17",\
      "route":"POST /v1/callbacks/{provider}/{token}","status":"202","milliseconds":"41",\
      "bytes":"19","error":"-","refused":"-"}\
      """),
  START("START RequestId: 8f507cfc-1d3c-4697-b07a-ac58fc914c95 Version: $LATEST\n"),
  END("END RequestId: 8f507cfc-1d3c-4697-b07a-ac58fc914c95\n"),
  REPORT(
      "REPORT RequestId: 8f507cfc-1d3c-4697-b07a-ac58fc914c95\tDuration: 1412.34 ms\t"
          + "Billed Duration: 1413 ms\tMemory Size: 256 MB\tMax Memory Used: 97 MB\t\n");

  private final String text;

  LogLines(String text) {
    this.text = text;
  }

  double bytes(Inputs inputs) {
    return text.getBytes(StandardCharsets.UTF_8).length + inputs.get(Input.LOG_OVERHEAD);
  }

  /** What Lambda itself writes about each invocation. */
  static double ofInvocation(Inputs inputs) {
    return START.bytes(inputs) + END.bytes(inputs) + REPORT.bytes(inputs);
  }
}
