/**
 * What a platform tells Prometheus: looks at its parts in the background, and a page of values. May
 * import: address, config, flink, query, retention, run, schedule, settle, status, ingest (the
 * collector's report), and lake. Begin with PlatformMetrics, which lists the probes; Metric has
 * every name.
 */
package dev.headwater.jobs.metrics;
