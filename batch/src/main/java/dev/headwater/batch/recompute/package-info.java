/**
 * The rows that marts should have, from the archive alone, and those that are served. May import:
 * fault. Begin with Mart, which says what each table is made of, then Recompute.
 */
package dev.headwater.batch.recompute;
