/**
 * Records: their types and fields, what values are good, the reasons to refuse one, and the line it
 * came in. May import fault; knows neither source nor sink. Start with RecordType, then FieldKind;
 * Reason lists why records are refused.
 */
package dev.headwater.ingest.record;
