package dev.headwater.batch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdCatalogIT {
  private static final int APPENDS = 8;
  private static final Instant NINE = Instant.parse("2017-11-25T09:00:00Z");
  private static final Instant TEN = Instant.parse("2017-11-25T10:00:00.123Z");

  @TempDir Path directory;

  @Test
  void everyVersionIsReadBackHereAndInAnotherProcessAndAppendsOfBothAtOnceAreAllKept()
      throws Exception {
    try (Campaigns campaigns = Campaigns.in(directory).create()) {
      campaigns.append("c1", "Black Friday", NINE);
      campaigns.append("c2", "Newsletter", NINE);
      campaigns.append("c1", "Black Week", TEN);

      List<String> expected =
          new ArrayList<>(
              List.of(
                  "c1|Black Friday|2017-11-25 09:00:00",
                  "c1|Black Week|2017-11-25 10:00:00.123",
                  "c2|Newsletter|2017-11-25 09:00:00"));
      assertThat(campaigns.versions()).isEqualTo(expected);
      assertThat(campaigns.operations()).containsExactly("append", "append", "append");
      try (OtherProcess other = OtherProcess.start(directory, APPENDS)) {
        assertThat(other.seen()).isEqualTo(expected);
        int own = 0;
        while (other.runs()) {
          String id = "own-" + own++;
          campaigns.append(id, "from this process", NINE);
          expected.add(id + "|from this process|2017-11-25 09:00:00");
        }
        assertThat(other.exitCode()).describedAs(() -> readLog(other)).isZero();
        assertThat(own).isPositive();
      }
      for (int i = 0; i < APPENDS; i++) {
        expected.add("other-" + i + "|from the other process|2017-11-26 02:00:00");
      }

      assertThat(campaigns.versions()).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(campaigns.operations()).hasSameSizeAs(expected).containsOnly("append");
    }
    assertThat(directory.resolve("catalog.db")).isRegularFile();
    assertThat(directory.resolve("warehouse/marketing/campaigns/metadata")).isDirectory();
  }

  private static String readLog(OtherProcess other) {
    try {
      return Files.readString(other.log());
    } catch (IOException e) {
      return "no log: " + e.getMessage();
    }
  }
}
