/**
 * The cold side's tables in Iceberg: their catalog, and what makes and changes them. May import
 * catalogs, tables, client and lake. Start with ColdCatalog.
 */
package dev.headwater.lake.cold;
