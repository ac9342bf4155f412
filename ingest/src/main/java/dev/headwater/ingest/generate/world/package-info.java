/**
 * Customers, campaigns, and the stories of shoppers, bots and edge cases that become events and
 * orders. May import truth and seed. Start with ShopperStories, then EdgeStories; Witness states
 * the truth of an order.
 */
package dev.headwater.ingest.generate.world;
