/**
 * Commands that ask: the query server, Flink's SQL client, and a query server of one's own. May
 * import: cli.options, cli.words, query, platform (options), address, and lake. Begin with
 * QueryCommand.
 */
package dev.headwater.jobs.cli.query;
