/**
 * Where the lake is, a directory or a bucket, and the catalogs that Flink and Spark know it by. May
 * import tables, client and lake. Start with LakeLocation, then Catalogs.
 */
package dev.headwater.lake.catalogs;
