/**
 * What goes wrong and who must act, with limits on waiting. Imports no other package of ingest.
 * Start with IngestException.
 */
package dev.headwater.ingest.fault;
