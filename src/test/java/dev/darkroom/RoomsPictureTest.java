package dev.darkroom;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Draws {@code src/docs/rooms.svg} from the classes: a room for each package, on a floor above all
 * rooms that it knows. {@code -Ddocs=write} writes the picture; without it the picture must be the
 * present one.
 */
class RoomsPictureTest {
  private static final Path PICTURE = Path.of("src/docs/rooms.svg");
  private static final String ROOT = "dev.darkroom.";

  private static final List<String> VENDORS = List.of("evolink", "fal", "liangxin", "modellix");

  /** What a room is for, in a few words. */
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("entrypoint", "the six functions, HTTP"),
          Map.entry("pipeline", "the way of an event"),
          Map.entry("intake", "event → request"),
          Map.entry("routing", "request → routes"),
          Map.entry("submission", "claim, pay, record"),
          Map.entry("callback", "callback → check"),
          Map.entry("check", "settle queue, sweep"),
          Map.entry("settlement", "check → final record"),
          Map.entry("delivery", "links → objects"),
          Map.entry("notification", "outcome → who waits"),
          Map.entry("query", "reads, and nothing else"),
          Map.entry("page", "the contact sheet"),
          Map.entry("openai", "the shape of OpenAI"),
          Map.entry("control", "what people decide"),
          Map.entry("aws", "the ports on AWS"),
          Map.entry("provider", "the port to providers"),
          Map.entry("provider.support", "what adapters share"),
          Map.entry("provider.catalogue", "who can make what"),
          Map.entry("provider.*", "EvoLink, fal.ai, LiangXin, Modellix"),
          Map.entry("link", "untrusted links"),
          Map.entry("secret", "keys"),
          Map.entry("log", "lines and metrics"),
          Map.entry("answer", "JSON of answers"),
          Map.entry("schema", "published documents"),
          Map.entry("concurrent", "work in parallel"),
          Map.entry("task", "values, state machine"),
          Map.entry("base", "small functions"));

  /** The steps of an event (numbers) and of a check (letters), in the order they are taken. */
  private static final Map<String, String> STEPS =
      Map.ofEntries(
          Map.entry("entrypoint", "1 a"),
          Map.entry("pipeline", "2"),
          Map.entry("intake", "3"),
          Map.entry("routing", "4"),
          Map.entry("submission", "5"),
          Map.entry("provider", "6 c"),
          Map.entry("settlement", "b"),
          Map.entry("delivery", "d"),
          Map.entry("notification", "e"));

  private static final int WIDTH = 1120;
  private static final int BOX_HEIGHT = 56;
  private static final int FLOOR_HEIGHT = 84;
  private static final int MARGIN = 20;
  private static final int GAP = 14;
  private static final int MAX_BOX = 270;

  @Test
  void everyRoomIsDrawnOnAFloorAboveAllThatItKnows() throws IOException {
    var rooms = rooms();
    var drawn = svg(floors(rooms), sizes());
    if ("write".equals(System.getProperty("docs"))) {
      Files.writeString(PICTURE, drawn);
    }

    assertThat(rooms.keySet()).isEqualTo(new TreeSet<>(WORDS.keySet()));
    assertThat(Files.readString(PICTURE))
        .as("src/docs/rooms.svg is written anew by -Dtest=RoomsPictureTest -Ddocs=write")
        .isEqualTo(drawn);
  }

  /** Which rooms each room knows. */
  private static Map<String, Set<String>> rooms() {
    var known = new TreeMap<String, Set<String>>();
    for (var type : classes()) {
      var here = room(type.getPackageName());
      var others = known.computeIfAbsent(here, _ -> new TreeSet<>());
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getPackageName())
          .filter(name -> name.startsWith(ROOT))
          .map(RoomsPictureTest::room)
          .filter(there -> !there.equals(here))
          .forEach(others::add);
    }
    return known;
  }

  private static Map<String, Long> sizes() {
    var sizes = new TreeMap<String, Long>();
    classes().stream()
        .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
        .forEach(type -> sizes.merge(room(type.getPackageName()), 1L, Long::sum));
    return sizes;
  }

  private static List<JavaClass> classes() {
    return new ClassFileImporter()
        .withImportOption(new DoNotIncludeTests()).importPackages("dev.darkroom").stream()
            .filter(type -> type.getPackageName().startsWith(ROOT))
            .toList();
  }

  private static String room(String packageName) {
    var name = packageName.substring(ROOT.length());
    var last = name.substring(name.lastIndexOf('.') + 1);
    return VENDORS.contains(last) ? "provider.*" : name;
  }

  /** The rooms of each floor, the ground floor first. */
  private static SortedMap<Integer, Set<String>> floors(Map<String, Set<String>> rooms) {
    return rooms.keySet().stream()
        .collect(groupingBy(room -> floor(room, rooms), TreeMap::new, toCollection(TreeSet::new)));
  }

  private static int floor(String room, Map<String, Set<String>> rooms) {
    return rooms.getOrDefault(room, Set.of()).stream()
        .mapToInt(one -> floor(one, rooms) + 1)
        .max()
        .orElse(0);
  }

  private static String svg(SortedMap<Integer, Set<String>> floors, Map<String, Long> sizes) {
    int height = floors.size() * FLOOR_HEIGHT + 2 * MARGIN + 30;
    var out = new StringBuilder();
    out.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif">
        <title>The rooms of Darkroom: each knows only rooms on floors below it</title>
        <rect width="%d" height="%d" fill="#ffffff"/>
        """
            .formatted(WIDTH, height, WIDTH, height));
    int y = MARGIN;
    for (var floor : floors.reversed().values()) {
      int wide = Math.min(MAX_BOX, (WIDTH - 2 * MARGIN - (floor.size() - 1) * GAP) / floor.size());
      int x = (WIDTH - floor.size() * wide - (floor.size() - 1) * GAP) / 2;
      for (var room : floor) {
        out.append(box(room, x, y, wide, sizes.getOrDefault(room, 0L)));
        x += wide + GAP;
      }
      y += FLOOR_HEIGHT;
    }
    return out.append(
            """
            <text x="%d" y="%d" font-size="13" fill="#444444">Each room knows only rooms on floors \
            below it. 1 to 6: the way of an event. a to e: the way of a check. Small figures: \
            classes.</text>
            </svg>
            """
                .formatted(MARGIN, y + 16))
        .toString();
  }

  private static String box(String room, int x, int y, int wide, long size) {
    var step = STEPS.getOrDefault(room, "");
    var fill = step.isEmpty() ? "#f3f4f6" : "#dbeafe";
    return """
    <g transform="translate(%d,%d)">
    <rect width="%d" height="%d" rx="6" fill="%s" stroke="#334155"/>
    <text x="10" y="22" font-size="15" font-weight="bold" fill="#0f172a">%s</text>
    <text x="%d" y="22" font-size="14" font-weight="bold" text-anchor="end" fill="#1d4ed8">%s</text>
    <text x="10" y="43" font-size="12" fill="#334155">%s</text>
    <text x="%d" y="43" font-size="11" text-anchor="end" fill="#64748b">%d</text>
    </g>
    """
        .formatted(
            x, y, wide, BOX_HEIGHT, fill, room, wide - 10, step, WORDS.get(room), wide - 8, size);
  }
}
