/**
 * What an ingest is asked, what it says meanwhile, and what it reports. May import record and
 * fault. Start with IngestRequest.
 */
package dev.headwater.ingest.request;
