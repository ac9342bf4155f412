/**
 * The storage itself: Fluss and ZooKeeper in this process or as servers of a cluster, their
 * directory and its lock, the tiering job. May import storage.mend, catalogs, security and what
 * lies below them. Start with EmbeddedFluss, or StorageServer for a cluster; DataDirectory is what
 * is on disk.
 */
package dev.headwater.lake.storage;
