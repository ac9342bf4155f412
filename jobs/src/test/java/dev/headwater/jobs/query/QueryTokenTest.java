package dev.headwater.jobs.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.LakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryTokenTest {
  @TempDir Path directory;

  @Test
  void theSecretComesFromTheEnvironmentOrFromAFileNamedThere() throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "planted-secret\n");

    assertThat(QueryToken.of(Map.of())).isEmpty();
    assertThat(QueryToken.of(Map.of("HEADWATER_QUERY_TOKEN", "planted-secret")))
        .contains("planted-secret");
    assertThat(QueryToken.of(Map.of("HEADWATER_QUERY_TOKEN_FILE", file.toString())))
        .contains("planted-secret");
  }

  @Test
  void whatCannotBeUsedIsToldWithoutTheSecret() {
    Path missing = directory.resolve("missing");
    assertThatThrownBy(
            () -> QueryToken.of(Map.of("HEADWATER_QUERY_TOKEN_FILE", missing.toString())))
        .isInstanceOf(LakeException.class)
        .hasMessage(
            "HEADWATER_QUERY_TOKEN_FILE=" + missing + " cannot be read (NoSuchFileException)");
    assertThatThrownBy(
            () ->
                QueryToken.of(
                    Map.of(
                        "HEADWATER_QUERY_TOKEN",
                        "planted-secret",
                        "HEADWATER_QUERY_TOKEN_FILE",
                        "file")))
        .hasMessage("HEADWATER_QUERY_TOKEN and HEADWATER_QUERY_TOKEN_FILE are both set; keep one");
  }
}
