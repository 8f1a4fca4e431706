import { insideOf, memoryOf, processesOfUser, type JobProcesses } from './processes.ts';

const MEGABYTE = 1024 * 1024;

/** R16. All processes of a confined job together; each alone is bounded by the kernel. What is between two looks is not seen. */
export function isOverMemory({ init, user }: JobProcesses, megabytes: number): boolean {
  const pids = init !== undefined ? insideOf(init) : user !== undefined ? processesOfUser(user) : [];
  return memoryOf(pids) > megabytes * MEGABYTE;
}
