/**
 * Runs a query: parses, waits its turn, brings the mirror up to date, and hands out rows within
 * limits. May import mirror, duck, ask and what lies below them; no door. Start with QueryEngine.
 */
package dev.headwater.lake.server.engine;
