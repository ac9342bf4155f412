/**
 * Options that several commands share: where the platform is, what to start, and Ctrl-C. May
 * import: address, config, flink, platform, role, run, and lake; no command. Begin with
 * PlatformLocation.
 */
package dev.headwater.jobs.cli.options;
