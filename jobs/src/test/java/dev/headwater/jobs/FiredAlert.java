package dev.headwater.jobs;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An alert that a fault is to fire.
 *
 * @param name of the alert
 * @param labels that it must have, values as regular expressions
 */
record FiredAlert(String name, Map<String, String> labels) {
  FiredAlert {
    labels = Map.copyOf(labels);
  }

  /** Whether labels are those of this alert. */
  boolean is(Map<String, String> found) {
    return name.equals(found.get("alertname"))
        && labels.entrySet().stream()
            .allMatch(label -> found.getOrDefault(label.getKey(), "").matches(label.getValue()));
  }

  /** An alert's name and what tells it from others of the name. */
  static String words(Map<String, String> found) {
    Map<String, String> others = new TreeMap<>(found);
    others.keySet().removeAll(Set.of("alertname", "severity", "job", "instance"));
    return found.get("alertname") + others;
  }
}
