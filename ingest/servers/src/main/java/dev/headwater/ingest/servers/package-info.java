/** Real servers that records come from: a broker and a database of one's own, to try with. */
package dev.headwater.ingest.servers;
