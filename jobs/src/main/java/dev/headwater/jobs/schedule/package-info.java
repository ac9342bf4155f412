/**
 * What the platform does for itself at set times: which runs are due, under way, and done. May
 * import: address, query, and lake. Begin with Schedule, then Scheduler.
 */
package dev.headwater.jobs.schedule;
