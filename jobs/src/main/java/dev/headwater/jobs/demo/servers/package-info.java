/**
 * The demo's broker and database: started as processes of the module servers, filled with the
 * shop's records. May import: room, ingest (inputs, the shop), and lake; never the module servers,
 * whose jars are not on this class path. Begin with ShopSources; the others are hidden behind it.
 */
package dev.headwater.jobs.demo.servers;
