package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.record.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RejectsReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "rejects.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

  @Test
  void thePageExplainsEveryReasonInTheOrderOfTheCode() throws IOException {
    List<String> explained =
        ROW.matcher(Files.readString(PAGE)).results().map(MatchResult::group).toList();

    assertThat(explained)
        .isEqualTo(Arrays.stream(Reason.values()).map(r -> "| `" + r.code() + "` |").toList())
        .isNotEmpty();
  }
}
