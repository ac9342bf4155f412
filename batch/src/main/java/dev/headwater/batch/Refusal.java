package dev.headwater.batch;

import java.util.Map;

/** Nothing was done, for a reason. */
record Refusal(String words) implements Report {
  @Override
  public Map<String, Object> document() {
    return Map.of("refused", words);
  }

  @Override
  public boolean isGood() {
    return false;
  }
}
