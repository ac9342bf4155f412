/**
 * A failure of what watches jobs, with who must act on it, and how long one waits for an answer.
 * May import: lake (LakeException); nothing of jobs. Begin with ProgressException, then Deadline.
 */
package dev.headwater.jobs.fault;
