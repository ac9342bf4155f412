/**
 * Where a platform listens: on one machine by its first port, in a cluster by an address a part.
 * May import: lake (HostAndPort); nothing of jobs. Begin with PlatformAddresses.
 */
package dev.headwater.jobs.address;
