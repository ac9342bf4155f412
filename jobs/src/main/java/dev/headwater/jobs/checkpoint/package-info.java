/**
 * What a checkpoint's files say: how far each source has read and what is still in flight. May
 * import: flink, fault, and lake (LakeException). Begin with CheckpointReader; Checkpoints takes
 * new ones.
 */
package dev.headwater.jobs.checkpoint;
