/**
 * The proof that everything accepted so far is in every mart and in the archive; the watermarks
 * that jobs have reached. May import: address, checkpoint, config, fault, flink, lag, run, and
 * lake. Begin with PlatformSettle, then Settle, which says why it is a proof.
 */
package dev.headwater.jobs.settle;
