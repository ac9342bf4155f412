package dev.headwater.ingest.collect.keys;

import dev.headwater.ingest.record.RecordType;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Who may send what. The key itself is not known here, only its digest.
 *
 * @param name that stands for the key in kept records and words; never the key
 * @param tables it may send to
 * @param exposure whether the key may be seen by others
 * @param requestsPerSecond a rate of its own; empty: the collector's
 */
public record ApiKey(
    String name, Set<RecordType> tables, Exposure exposure, OptionalInt requestsPerSecond) {

  /** Who may see a key. */
  public enum Exposure {
    /** Only its sender: it comes in a header, because addresses are kept in many logs. */
    SECRET,
    /** Everyone who reads the page it stands in; it may come in the address, as beacons need. */
    PUBLIC
  }

  /** Stands for everyone when there are no keys. */
  public static final ApiKey ANYONE =
      new ApiKey("anyone", Set.of(RecordType.values()), Exposure.SECRET, OptionalInt.empty());

  public ApiKey {
    Objects.requireNonNull(name, "name");
    tables = Set.copyOf(tables);
    Objects.requireNonNull(exposure, "exposure");
    Objects.requireNonNull(requestsPerSecond, "requestsPerSecond");
  }
}
