/** What a platform tells Prometheus: looks at its parts in the background, and a page of values. */
package dev.headwater.jobs.metrics;
