package dev.darkroom.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How large the artifact is, and the parts of its binary (ELF64, as the System V ABI has it). */
final class Size {
  private static final double MB = 1e6;
  private static final double WORTH_A_ROW = 0.5 * MB;

  private Size() {}

  static void run(Bench bench) throws IOException {
    var table = Table.of("size", "MB");
    table.row("zip", Files.size(bench.zip()) / MB);
    table.row("binary", Files.size(bench.bootstrap()) / MB);
    for (var section : sections(bench.bootstrap())) {
      table.row("binary, " + section.name(), section.bytes() / MB);
    }
  }

  private record Section(String name, long bytes) {}

  private static List<Section> sections(Path file) throws IOException {
    try (var channel = FileChannel.open(file)) {
      var elf =
          channel
              .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
              .order(ByteOrder.LITTLE_ENDIAN);
      int table = Math.toIntExact(elf.getLong(40));
      int entry = elf.getShort(58);
      int names = offset(elf, table + entry * elf.getShort(62));
      return IntStream.range(0, elf.getShort(60))
          .map(number -> table + entry * number)
          .filter(at -> elf.getInt(at + 4) != 8) // takes no room in the file
          .mapToObj(at -> new Section(name(elf, names + elf.getInt(at)), elf.getLong(at + 32)))
          .filter(section -> section.bytes() >= WORTH_A_ROW)
          .sorted(Comparator.comparingLong(Section::bytes).reversed())
          .toList();
    }
  }

  private static int offset(ByteBuffer elf, int header) {
    return Math.toIntExact(elf.getLong(header + 24));
  }

  private static String name(ByteBuffer elf, int at) {
    int length = 0;
    while (elf.get(at + length) != 0) {
      length++;
    }
    var bytes = new byte[length];
    elf.get(at, bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
