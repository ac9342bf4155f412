package dev.headwater.jobs.run;

import java.util.Optional;
import org.apache.fluss.metadata.TableDescriptor;

/** Finds tables by name. */
@FunctionalInterface
public interface TableLookup {
  /** The table as it exists; empty when there is none. */
  Optional<TableDescriptor> find(String table);
}
