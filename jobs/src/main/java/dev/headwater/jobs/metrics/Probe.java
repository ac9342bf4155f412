package dev.headwater.jobs.metrics;

import java.util.List;

/** Looks at one part of a platform. One thread at a time; it may remember what it saw before. */
interface Probe extends AutoCloseable {
  /**
   * What there is to see now.
   *
   * @throws Exception when the part does not answer; nothing is told of it then
   */
  List<Sample> read() throws Exception;

  /** Lets go of what the next look would open again; called after a failure too. */
  @Override
  default void close() {}
}
