package dev.headwater.jobs.progress;


/**
 * A checkpoint that Flink has completed.
 *
 * @param id grows with each checkpoint of a job
 * @param externalPath its directory as Flink names it; the next checkpoints delete it
 */
public record CompletedCheckpoint(long id, String externalPath) {}
