/**
 * Rejected records as a source, for a replay. May import run and what lies below it; no other
 * source. Start with RejectSource.
 */
package dev.headwater.ingest.rejects;
