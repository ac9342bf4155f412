package dev.headwater.ingest;

import org.junit.jupiter.api.Tag;

@Tag("bench")
class PostgresSourceBench extends PostgresSourceIT {
  @Override
  public int kills() {
    return 100;
  }
}
