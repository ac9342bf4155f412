/**
 * What all doors share: who reads, and what they are told of the platform's flows. May import ask
 * and lake. Start with QueryDoors, then Readers.
 */
package dev.headwater.lake.server.door;
