/**
 * Files and streams as a source: lines, where they end, and the position file that lets another run
 * go on. May import run and what lies below it; no other source. Start with LineSource; LineReader
 * cuts the lines, PositionFile remembers.
 */
package dev.headwater.ingest.file;
