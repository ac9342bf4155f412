/**
 * The demo and its made-up shop as commands. May import: cli.ingest (how progress is shown),
 * cli.options, cli.words, demo, platform, query, sql, status, ingest, and lake. Begin with
 * DemoCommand.
 */
package dev.headwater.jobs.cli.demo;
