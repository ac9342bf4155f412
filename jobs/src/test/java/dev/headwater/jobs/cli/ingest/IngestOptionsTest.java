package dev.headwater.jobs.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.request.IngestReport;
import dev.headwater.jobs.cli.words.ExitCode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestOptionsTest {
  @ParameterizedTest
  @CsvSource({
    "0,0,0,DONE",
    "1,0,0,DONE",
    "1,0,9,DONE",
    "0,1,0,DONE",
    "0,0,9,FAILED",
    "0,1,9,FAILED"
  })
  void aRunThatOnlyRefusedHasFailed(long accepted, long late, long rejected, String code) {
    IngestReport report =
        new IngestReport(
            accepted + late + rejected,
            accepted,
            late,
            rejected,
            0,
            7,
            Map.of(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Duration.ofSeconds(1));

    assertThat(IngestOptions.exitCode(report))
        .isEqualTo(code.equals("DONE") ? ExitCode.DONE : ExitCode.FAILED);
    assertThat(IngestOptions.document("orders", report)).containsEntry("times_cut", 7L);
  }
}
