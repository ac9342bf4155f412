/**
 * A made-up shop on its way through a running platform, scored against the truth. May import:
 * demo.servers, address, query, settle, sql, status, ingest, and lake; never cli. Begin with Demo.
 */
package dev.headwater.jobs.demo;
