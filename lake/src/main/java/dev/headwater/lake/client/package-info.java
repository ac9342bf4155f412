/**
 * Connections to Fluss: signed in, checked, and never waited for without end. May import lake
 * alone. Start with FlussClient.
 */
package dev.headwater.lake.client;
