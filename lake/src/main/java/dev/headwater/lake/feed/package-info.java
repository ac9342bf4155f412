/** Tables that follow the cold catalog. */
package dev.headwater.lake.feed;
