/**
 * Hot tables that follow a table of the cold catalog: read whole once, then what is appended, and
 * how far that is. May import cold, tables, client and lake. Start with ColdFeed.
 */
package dev.headwater.lake.cold.feed;
