package dev.headwater.ingest;

import java.util.Arrays;
import java.util.List;

/** The tables that take records over HTTP. */
final class Collected {
  private Collected() {}

  /** Tables with a key: it absorbs what a client repeats because it heard no answer. */
  static boolean takes(RecordType type) {
    return !type.carriesSource();
  }

  static List<RecordType> types() {
    return Arrays.stream(RecordType.values()).filter(Collected::takes).toList();
  }

  static List<String> tables() {
    return types().stream().map(RecordType::table).toList();
  }
}
