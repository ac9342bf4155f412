/**
 * Flink's SQL gateway: sessions, statements, pages of results; scripts taken apart into statements.
 * May import: nothing of Headwater. Begin with GatewaySession.
 */
package dev.headwater.jobs.sql;
