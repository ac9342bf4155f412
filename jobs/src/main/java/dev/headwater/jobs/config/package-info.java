/**
 * How Flink is set up for a platform, where its data lies, and what a running platform says of
 * both. May import: address, flink, run, function (the hot horizon), and lake. Begin with
 * FlinkSettings; PlatformSettings reads it back.
 */
package dev.headwater.jobs.config;
