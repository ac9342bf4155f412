package dev.headwater.jobs.status;

import dev.headwater.lake.progress.TableProgress;
import java.time.Instant;
import java.util.Optional;

/**
 * A table at one moment.
 *
 * @param progress how far it is, hot and in the lake
 * @param lakeCommitted when the lake's newest snapshot was committed; empty when there is none or
 *     its files lie elsewhere
 */
public record TableStatus(TableProgress progress, Optional<Instant> lakeCommitted) {}
