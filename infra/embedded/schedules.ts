import { functionContracts, type FunctionContract } from '#doors/contracts/functions.ts';
import type { Duration } from '#kernel/time.ts';
import { nobody, dependenciesOf, wired } from './functions.ts';
import type { Adapters, Parts } from './platform.ts';

/** What Cloud Scheduler is in the cloud, on the wall's time. */
export function startSchedules(parts: Parts, adapters: Adapters): { stop(): void } {
  const dependencies = dependenciesOf(parts, adapters, nobody);
  const periods = new Map(Object.entries<FunctionContract>(functionContracts).map(([name, { trigger }]) => [name, trigger]));
  const timers = wired.flatMap(([name, { scheduled }]) => {
    const trigger = periods.get(name);
    if (scheduled === undefined || trigger?.kind !== 'schedule') return [];
    const { work, failed } = scheduled;
    const fault = (error: unknown): void => parts.system.log('ERROR', failed, { cause: String(error) });
    return [every(trigger.atHome, () => work(parts, dependencies).catch(fault))];
  });
  return { stop: () => timers.forEach((timer) => clearInterval(timer)) };
}

function every(period: Duration, work: () => Promise<unknown>): NodeJS.Timeout {
  return setInterval(() => void work(), period);
}
