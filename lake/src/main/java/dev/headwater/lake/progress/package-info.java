/**
 * How far tables are, hot and in the lake, and how long rows stay hot. May import catalogs, tables,
 * client and lake. Start with TableProgressReader.
 */
package dev.headwater.lake.progress;
