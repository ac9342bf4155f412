/**
 * Where the logs of tables end, and how much of them sources have not read. May import: checkpoint,
 * fault, and lake. Begin with LagMeter; Storage opens the connection that all of it asks.
 */
package dev.headwater.jobs.lag;
