package dev.headwater.jobs.retention;

/**
 * A day older than anybody looks into that is still hot.
 *
 * @param table name of the table
 * @param day its partition, yyyy-MM-dd
 * @param since when it was first found so old, ISO-8601
 * @param reason why it is still there
 */
public record KeptDay(String table, String day, String since, String reason) {}
