/**
 * Flink's REST interface as far as jobs need it: states, checkpoints, savepoints, configuration.
 * May import: fault, and lake (LakeException). Begin with FlinkRest.
 */
package dev.headwater.jobs.flink;
