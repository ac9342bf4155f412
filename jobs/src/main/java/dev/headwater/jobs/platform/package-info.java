/**
 * Puts a platform together: all of it in one JVM (LocalPlatform), or the parts of a cluster
 * (Cluster…). May import: address, config, fault, flink, metrics, retention, run, supervise, and
 * lake. Begin with LocalPlatform: it starts every part, in order.
 */
package dev.headwater.jobs.platform;
