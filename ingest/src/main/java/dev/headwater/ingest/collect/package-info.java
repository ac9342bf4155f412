/**
 * Records over HTTP: the server, who is admitted and how much, and a lane to each table; what is
 * acknowledged is answered. May import collect.keys, platform and what lies below it; never run,
 * nor a source. Start with HttpCollector.start, then HttpConversation for one request and TableLane
 * for its records.
 */
package dev.headwater.ingest.collect;
