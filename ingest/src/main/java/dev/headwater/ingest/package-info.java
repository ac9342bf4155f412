/**
 * The door: reads one input into one table, opens source and sink, and goes on when one of them was
 * lost. May import every package of ingest but collect and generate; nothing in ingest imports it.
 * Start with Ingest.run.
 */
package dev.headwater.ingest;
