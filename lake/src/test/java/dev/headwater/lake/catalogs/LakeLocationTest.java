package dev.headwater.lake.catalogs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LakeLocationTest {
  @Test
  void aDirectoryIsOneHoweverItIsWritten() {
    assertThat(LakeLocation.in(Path.of("/a/../b c")).directory()).contains(Path.of("/b c"));
    for (String warehouse : new String[] {"/b c", "file:/b%20c", "file:///b%20c"}) {
      assertThat(new LakeLocation(Map.of("warehouse", warehouse)).directory())
          .contains(Path.of("/b c"));
    }
  }

  @Test
  void aBucketOfAnotherStorageIsNamedByItsAddress() {
    URI endpoint = URI.create("http://objects:9000");
    LakeLocation bucket = LakeLocation.bucket("s3://lake/a", Optional.of(endpoint));
    assertThat(bucket.directory()).isEmpty();
    assertThat(bucket.catalog())
        .containsEntry("s3.endpoint", "http://objects:9000")
        .containsEntry("s3.path.style.access", "true");
    assertThat(LakeLocation.bucket("s3://lake", Optional.empty()).catalog())
        .doesNotContainKey("s3.endpoint");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/lake", "s3:/lake", "s3://", "s3://Lake", "s3://l", "s3://lake?x", "gs://lake"})
  void whatIsNoBucketIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LakeLocation.bucket(text, Optional.empty()))
        .withMessage(text + " is not s3://BUCKET or s3://BUCKET/PATH");
  }
}
