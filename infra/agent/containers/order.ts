import { z } from 'zod';

/** Both are spoken to in the same words. */
export const containerProgram = z.enum(['docker', 'podman']);
export type ContainerProgram = z.infer<typeof containerProgram>;

/** What an action's container is made from; kept with the task, so that whoever comes later finds it. */
export const containerOrder = z.object({
  program: containerProgram,
  /** The container's own, always the same for one attempt: there is never a second one. */
  name: z.string(),
  /** With its version, or its digest. */
  image: z.string(),
  args: z.array(z.string()),
  /** `none`, or the name of one of the program's networks. */
  network: z.string(),
  cpu: z.number(),
  memoryBytes: z.int(),
  /** Where podman keeps what it says. */
  logFile: z.string().optional(),
});
export type ContainerOrder = z.infer<typeof containerOrder>;
