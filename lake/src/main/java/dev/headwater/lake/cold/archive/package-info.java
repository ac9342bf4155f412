/**
 * The archive beside the hot tables it is made of: what it holds of a day, compared by digests, and
 * which hot days may go. May import cold, union, tables, client and lake. Start with Archive.
 */
package dev.headwater.lake.cold.archive;
