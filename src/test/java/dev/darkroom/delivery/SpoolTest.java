package dev.darkroom.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.base.Sha256;
import dev.darkroom.link.Deadline;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A temporary file: what it knows of its bytes, and what is left when it is closed. */
class SpoolTest {
  private static final long MIB = 1024 * 1024;

  @Test
  void whatIsAppendedIsCountedHashedAndInTheFile(@TempDir Path folder) throws IOException {
    var buffer = Pictures.ascii("foxes and more");
    try (var spool = Spool.in(folder)) {
      spool.append(buffer, 5);
      spool.append(buffer, 3);

      assertThat(spool.size()).isEqualTo(8);
      assertThat(Files.readString(spool.file())).isEqualTo("foxesfox");
      assertThat(spool.sha256Hex())
          .isEqualTo(HexFormat.of().formatHex(Sha256.digest().digest(Pictures.ascii("foxesfox"))));
    }
  }

  @Test
  void nothingIsLeftOfAClosedSpool(@TempDir Path folder) throws Exception {
    var budget = new DiskBudget(3 * MIB);
    var spool = Spool.in(folder);
    assertThat(spool.reserve(budget, 2 * MIB, now())).isTrue();
    assertThat(budget.freeMebibytes()).isEqualTo(1);

    spool.close();

    assertThat(spool.file()).doesNotExist();
    assertThat(budget.freeMebibytes()).isEqualTo(3);
    assertThatThrownBy(() -> spool.append(new byte[1], 1))
        .isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void aSpoolThatIsClosedTwiceGivesItsRoomBackOnce(@TempDir Path folder) throws Exception {
    var budget = new DiskBudget(3 * MIB);
    var spool = Spool.in(folder);
    spool.reserve(budget, 2 * MIB, now());

    spool.close();
    spool.close();

    assertThat(budget.freeMebibytes()).isEqualTo(3);
  }

  @Test
  void whereThereIsNoRoomInTimeNothingIsReserved(@TempDir Path folder) throws Exception {
    var budget = new DiskBudget(3 * MIB);
    try (var first = Spool.in(folder);
        var second = Spool.in(folder)) {
      assertThat(first.reserve(budget, 2 * MIB, now())).isTrue();
      assertThat(second.reserve(budget, 2 * MIB, now())).isFalse();
    }

    assertThat(budget.freeMebibytes()).isEqualTo(3);
  }

  private static Deadline now() {
    return Deadline.in(Duration.ZERO);
  }
}
