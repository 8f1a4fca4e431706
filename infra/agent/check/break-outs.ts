import type { SandboxKind } from '#contexts/operations/sandbox.ts';

/** One thing that a job must not get done. */
export interface BreakOut {
  id: string;
  /** What is tried, as it is printed. */
  what: string;
  /** The kinds that hold it; of others it is only told. */
  heldBy: readonly SandboxKind[];
  /** R16. What holds a bound, as it is printed. */
  by?: string;
  /** Allowed, and so not told as open, where the settings give jobs the machine's network. */
  withHostNetwork?: true;
}

const BOTH = ['bubblewrap', 'user'] as const;
const ALONE = ['bubblewrap'] as const;

export const BREAK_OUTS: readonly BreakOut[] = [
  { id: 'secret', what: 'read a secret file of the agent or the server', heldBy: BOTH },
  { id: 'other-job', what: "read another job's files", heldBy: BOTH },
  { id: 'other-workspace', what: "read another workspace's outputs, or the folder of another action", heldBy: BOTH },
  { id: 'tasks', what: "list the agent's tasks and their output", heldBy: BOTH },
  { id: 'environ', what: "read another process's environment in /proc", heldBy: BOTH },
  { id: 'own-environ', what: 'find anything of the agent in its own environment', heldBy: BOTH },
  { id: 'memory-of-agent', what: "open the agent's memory, as a debugger would", heldBy: BOTH },
  { id: 'root-of-agent', what: "reach files through the agent's /proc/<pid>/root", heldBy: BOTH },
  { id: 'kill-agent', what: 'send the agent a signal', heldBy: BOTH },
  { id: 'descriptors', what: 'use a descriptor that was handed down', heldBy: BOTH },
  { id: 'checkout', what: 'write into the checkout', heldBy: BOTH },
  { id: 'store', what: 'write into the store of commits', heldBy: BOTH },
  { id: 'system', what: "write into the system's folders", heldBy: BOTH },
  { id: 'core-pattern', what: 'write /proc/sys/kernel/core_pattern', heldBy: BOTH },
  { id: 'sysrq', what: 'write /proc/sysrq-trigger or /sys', heldBy: BOTH },
  { id: 'devices', what: 'open a disk, the memory or the kernel log', heldBy: BOTH },
  { id: 'capabilities', what: 'have a capability, or a way to get one', heldBy: BOTH },
  { id: 'setuid', what: 'gain rights by a setuid program', heldBy: BOTH },
  { id: 'become-root', what: 'become root', heldBy: BOTH },
  { id: 'groups', what: 'be in a group of the agent', heldBy: BOTH },
  { id: 'mount', what: 'mount a file system', heldBy: BOTH },
  { id: 'mknod', what: 'make a device', heldBy: BOTH },
  { id: 'chroot', what: 'change its root', heldBy: BOTH },
  { id: 'terminal', what: 'type into a terminal', heldBy: BOTH },
  { id: 'user-namespace', what: 'make a user namespace of its own', heldBy: ALONE },
  { id: 'processes-seen', what: "see others' processes", heldBy: ALONE },
  { id: 'tcp', what: 'connect to a port of this machine', heldBy: ALONE, withHostNetwork: true },
  { id: 'udp', what: 'send a datagram', heldBy: ALONE, withHostNetwork: true },
  { id: 'interfaces', what: 'see a network', heldBy: ALONE, withHostNetwork: true },
  { id: 'abstract-socket', what: 'connect to an abstract Unix socket', heldBy: ALONE, withHostNetwork: true },
  { id: 'unix-socket', what: 'connect to a Unix socket that everybody may use', heldBy: ALONE },
  { id: 'system-sockets', what: 'connect to the socket of Docker, the bus or the service manager', heldBy: BOTH },
  { id: 'link', what: 'have a link in its folder followed by the agent', heldBy: BOTH },
  { id: 'survive', what: 'live on behind its end (another session, two forks, no environment)', heldBy: BOTH },
  { id: 'fork', what: 'start more processes than it may', heldBy: BOTH, by: 'the kernel, all of the job’s user' },
  { id: 'open-files', what: 'open more files than it may', heldBy: BOTH, by: 'the kernel, each process' },
  { id: 'file-size', what: 'write a file larger than it may', heldBy: BOTH, by: 'the kernel, each file' },
  { id: 'disk', what: 'fill the disk with many files', heldBy: ALONE, by: 'the size of its folders, which are in memory' },
  { id: 'shared-memory', what: 'fill the shared memory', heldBy: ALONE, by: 'the size of its /dev/shm' },
  {
    id: 'memory',
    what: 'take more memory than it may',
    heldBy: BOTH,
    by: 'the kernel, each process; a look ten times a second, all together',
  },
];
