/**
 * Real servers that records come from: a broker and a database of one's own, to try with. Imports
 * nothing of Headwater; outside of tests it runs as a process of its own. Start with SourceServer.
 */
package dev.headwater.ingest.servers;
