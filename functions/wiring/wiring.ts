import type { DoorRules } from '#doors/guard-door.ts';
import type { Handler } from '#doors/task-handler.ts';
import type { Installation } from './installation.ts';

/** How a function that performs no effect is put together from an installation and the tools that it asks for, at home and in the cloud alike. */
export interface Wiring<T extends object = object> {
  dependencies: readonly (keyof T & string)[];
  /** What the door before it does otherwise than before the others. */
  door?: DoorRules;
  open(installation: Installation, dependencies: T): Handler;
  /** Of one that is called by a schedule: what it does. At home a timer calls it, without a door. */
  scheduled?: {
    work(installation: Installation, dependencies: T): Promise<unknown>;
    /** What the log says when it throws. */
    failed: string;
  };
}
