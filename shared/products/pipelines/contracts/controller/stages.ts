/** In the order in which a task reaches them. */
const order = ['preparing', 'prepared', 'executing', 'executed', 'finalizing', 'finalized'] as const;
export type Stage = (typeof order)[number];

/** `error`: the agent gives the task up. `none`: of a probe, or nothing that we know. */
export type ToldStage = Stage | 'error' | 'none';

export function stageOf(text: string): ToldStage {
  return order.find((one) => one === text) ?? (text === 'error' ? 'error' : 'none');
}

/** Whether a task that has reached `before` is further on at `after`. A restarted agent may skip some; an old update names one that is passed. */
export function isFurther(before: Stage | undefined, after: Stage): boolean {
  return before === undefined || order.indexOf(after) > order.indexOf(before);
}
