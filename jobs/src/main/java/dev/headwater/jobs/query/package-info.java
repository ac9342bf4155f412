/**
 * Questions to the platform: by SQL through Flink (Query), by HTTP to the query server
 * (QueryClient). May import: sql, and lake (the union, the definitions). Begin with QueryClient.
 */
package dev.headwater.jobs.query;
