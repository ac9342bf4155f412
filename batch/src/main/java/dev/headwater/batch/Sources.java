package dev.headwater.batch;

/**
 * Both sides of a comparison.
 *
 * @param recompute the rows that should be
 * @param served the rows that are
 */
record Sources(Recompute recompute, QueryServer served) {}
