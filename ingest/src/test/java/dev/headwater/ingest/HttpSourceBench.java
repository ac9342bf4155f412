package dev.headwater.ingest;

import org.junit.jupiter.api.Tag;

@Tag("bench")
class HttpSourceBench extends HttpSourceIT {
  @Override
  int kills() {
    return 100;
  }
}
