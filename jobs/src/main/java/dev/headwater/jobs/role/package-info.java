/**
 * A cluster's processes: each plays one role, which its environment names and sets up. May import:
 * platform and what is below it, and lake. Begin with Role, then RoleProcess.
 */
package dev.headwater.jobs.role;
