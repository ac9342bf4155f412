package dev.headwater.ingest;

import org.junit.jupiter.api.Tag;

@Tag("bench")
class KafkaSourceBench extends KafkaSourceIT {
  @Override
  public int kills() {
    return 100;
  }
}
