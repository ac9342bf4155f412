/**
 * The union read as a connector and a catalog of Flink. May import union, client and lake;
 * META-INF/services names its two factories, and no code does. Start with UnionCatalog, then
 * UnionTableFactory and UnionSource.
 */
package dev.headwater.lake.union.flink;
