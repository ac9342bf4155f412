package dev.headwater.jobs.progress;

import java.time.Instant;

/**
 * A checkpoint that Flink has completed.
 *
 * @param id grows with each checkpoint of a job
 * @param externalPath its directory as Flink names it; the next checkpoints delete it
 * @param triggered when it began: it covers everything the sources had emitted until then
 */
public record CompletedCheckpoint(long id, String externalPath, Instant triggered) {}
