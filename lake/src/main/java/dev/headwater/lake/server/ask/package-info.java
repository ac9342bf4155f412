/**
 * A question: its SQL, its reader, its side and time, and why it is refused. May import union.Side,
 * catalogs.LakeLocation and lake. Start with QueryRequest.
 */
package dev.headwater.lake.server.ask;
