import type { TaskNews } from '#products/pipelines/contracts/controller/news.ts';
import type { WireTask } from '#products/pipelines/contracts/controller/task.ts';

/** What the controller's task API asks for one backend, whose agent has proved itself. */
export interface TaskDesk {
  /** Every active task of the backend, each time, probes first: nothing is leased. The agent counts as heard. */
  active(backend: string): Promise<WireTask[]>;
  /**
   * `unknown`: no task of this backend. A task that is over, replaced or taken back: `ignored`, and so is a stage below the one that it has reached.
   * What ends a task takes it off the list in the same transaction.
   */
  update(backend: string, news: TaskNews): Promise<'taken' | 'ignored' | 'unknown'>;
}
