package dev.headwater.jobs.flink;

/**
 * A checkpoint that Flink has completed.
 *
 * @param id grows with each checkpoint of a job
 * @param externalPath its directory as Flink names it; the next checkpoints delete it
 */
public record CompletedCheckpoint(long id, String externalPath) {}
