/**
 * The door for HTTP: queries, the page for people, dashboards, how far tables are. May import
 * engine, door, ask and what lies below them; no other door, not the mirror. Start with
 * HttpEndpoint.
 */
package dev.headwater.lake.server.http;
