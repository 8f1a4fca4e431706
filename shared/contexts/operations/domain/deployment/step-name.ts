/** How an agent's task is named that carries out a step, and what it writes; older than there were operations. */
export function stepTaskName(requestId: string, fencing: number, step: string): string {
  return `deploy-${requestId}-${fencing}-${step.replaceAll(/[^A-Za-z0-9._-]/g, '_')}`;
}
