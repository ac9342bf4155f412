/**
 * Where right and served rows differ, looked at until it is sure, and put right. May import:
 * recompute. Begin with Inspection.
 */
package dev.headwater.batch.compare;
