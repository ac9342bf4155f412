/**
 * What commands say: tables for a person, documents for a program, exit codes. May import: what it
 * puts into words (run, schedule, retention, status, address, ingest's report, lake); no command.
 * Begin with TextTable and Json; …Words is one thing to say each.
 */
package dev.headwater.jobs.cli.words;
