/** How an agent's task is named that carries out a step, and what it writes; older than there were operations. */
export function stepTaskName(owner: string, fencing: number, step: string): string {
  return `deploy-${owner}-${fencing}-${step.replaceAll(/[^A-Za-z0-9._-]/g, '_')}`;
}
