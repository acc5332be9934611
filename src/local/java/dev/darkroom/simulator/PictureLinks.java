package dev.darkroom.simulator;

import dev.darkroom.simulator.fault.LinkFault;
import dev.darkroom.simulator.fault.OddText;
import dev.darkroom.simulator.picture.Painter;
import dev.darkroom.simulator.protocol.SimulatedTask;
import dev.darkroom.simulator.protocol.Stage;
import java.net.URI;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/** The signed, short-lived addresses of one provider's pictures. */
final class PictureLinks {
  private final String prefix;
  private final Clock clock;

  /**
   * @param base the simulator's public address
   */
  PictureLinks(URI base, String provider, SimulatorOptions options) {
    this.prefix = base.toString().replaceAll("/+$", "") + "/" + provider + "/files/";
    this.clock = options.clock();
  }

  /** As the provider hands them out; a fault may make one that nobody can read as an address. */
  List<String> of(SimulatedTask task, Stage stage) {
    int count = stage instanceof Stage.Completed(int pictures) ? pictures : 0;
    return IntStream.range(0, count).mapToObj(index -> link(task, index)).toList();
  }

  boolean isSigned(SimulatedTask task, String query) {
    return query.equals(query(task)) || query.startsWith(query(task) + "&");
  }

  boolean isAlive(SimulatedTask task) {
    return clock.instant().isBefore(task.linksExpireAt());
  }

  private String link(SimulatedTask task, int index) {
    var name = task.links().name() + "_" + index + "." + task.format().extension();
    if (task.has(LinkFault.UNREADABLE_LINK, index)) {
      return task.faults().value(LinkFault.UNREADABLE_LINK).orElseThrow();
    }
    if (task.has(LinkFault.DATA_URL, index) || task.order().isInline()) {
      var picture = Base64.getEncoder().encodeToString(Painter.paint(task.wish(index)));
      return "data:" + task.format().contentType() + ";base64," + picture;
    }
    if (task.has(LinkFault.ODD_LINKS, index)) {
      var odd = task.faults().value(LinkFault.ODD_LINKS).orElseThrow();
      return prefix + odd + "/" + name + "?" + query(task) + OddText.PARAMETER + odd;
    }
    return prefix + name + "?" + query(task);
  }

  private String query(SimulatedTask task) {
    long expires = task.linksExpireAt().getEpochSecond();
    return "expires=" + expires + "&signature=" + task.links().signature();
  }
}
