/**
 * Other rooms as processes: their class paths and this one never meet. May import: lake
 * (LakeException); nothing of jobs. Begin with OtherRoom.
 */
package dev.headwater.jobs.room;
