package dev.headwater.lake.storage.mend;

/**
 * Where the whole batches of a log segment end. Goes with {@link LogRepair}.
 *
 * @param wholeBytes bytes of all whole batches from the start of the file
 * @param tornBytes bytes after them, which belong to one incomplete batch; 0 when nothing is torn
 * @param nextOffset offset after the last whole batch; the segment's base offset when it has none
 */
record SegmentTail(long wholeBytes, long tornBytes, long nextOffset) {}
