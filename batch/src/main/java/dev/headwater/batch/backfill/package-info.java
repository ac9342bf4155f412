/**
 * The commands backfill and verify: days recomputed, differences told or put right, late records
 * and published days on the way. May import: compare, recompute, run, fault. Begin with RangeWork,
 * then BackfillWork.
 */
package dev.headwater.batch.backfill;
