package dev.headwater.lake.server.door;

import java.util.List;

/**
 * How rows move from table to table, for the page's drawing.
 *
 * @param name of the job, or of whatever else writes
 * @param reads tables it reads, none when its rows come from outside
 * @param writes tables it writes
 */
public record Flow(String name, List<String> reads, List<String> writes) {
  public Flow {
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
  }
}
