/**
 * Files of versions into tables of the cold catalog: what is new is appended, once. May import:
 * run, fault. Begin with CampaignsLoad.
 */
package dev.headwater.batch.load;
