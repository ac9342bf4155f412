/**
 * The keys file: who may send to which tables, and digests in place of secrets. May import record
 * and fault. Start with ApiKeys; ApiKeyLine is one line of the file.
 */
package dev.headwater.ingest.collect.keys;
