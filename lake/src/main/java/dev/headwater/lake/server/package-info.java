/**
 * The query server: builds the engine and opens its doors. May import every package of lake but
 * storage and maintenance; nothing in server imports it. Start with QueryServer.start; a new door
 * is a package beside http and flight, opened here.
 */
package dev.headwater.lake.server;
