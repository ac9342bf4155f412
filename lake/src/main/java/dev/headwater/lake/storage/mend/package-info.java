/**
 * Everything that is here only because Fluss 0.9.1 has a fault: each class names the fault and when
 * it can go. May import lake alone. Start with LogRepair; a new mended fault is a class here that
 * storage calls.
 */
package dev.headwater.lake.storage.mend;
