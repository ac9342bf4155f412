package dev.headwater.ingest.generate.seed;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class GeneratorOptionsTest {
  @Test
  void allProblemsComeInOneMessage() {
    assertThatThrownBy(
            () ->
                new GeneratorOptions(
                    0,
                    1,
                    35,
                    Instant.parse("2026-01-05T00:00:00.000001Z"),
                    -0.5,
                    Double.NaN,
                    1,
                    2,
                    LineOrder.ARRIVAL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot generate: events must be 1 or more, not 0; days must be from 1 to 34, not 35; "
                + "start must be whole milliseconds, not 2026-01-05T00:00:00.000001Z; "
                + "lateness must be a share from 0 to 1.0, not -0.5; "
                + "duplicates must be a share from 0 to 1.0, not NaN; "
                + "bots must be a share from 0 to 0.9, not 1.0; "
                + "malformed must be a share from 0 to 1.0, not 2.0.");
  }
}
