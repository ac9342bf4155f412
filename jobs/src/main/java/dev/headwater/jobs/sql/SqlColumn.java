package dev.headwater.jobs.sql;

/**
 * A result column.
 *
 * @param name as the query names it
 * @param type Flink's name of its type, such as {@code DECIMAL} or {@code
 *     TIMESTAMP_WITH_LOCAL_TIME_ZONE}
 * @param scale digits after the point of a DECIMAL, otherwise 0
 */
public record SqlColumn(String name, String type, int scale) {}
