/**
 * From a line to a row: decoded, judged, and sent to the table, to late records or to rejected
 * ones, in batches that count. May import decode, record and fault. Start with LineRouter.route.
 */
package dev.headwater.ingest.rows;
