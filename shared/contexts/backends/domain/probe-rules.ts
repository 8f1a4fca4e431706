import type { Duration } from '#kernel/time.ts';

/** B8. What is asked of a backend again and again, as its settings have it. */
export interface ProbeRules {
  command: string[];
  /** From the end of one to the beginning of the next. */
  every: Duration;
  /** By the clock of the agent, which is never scaled. */
  timeout: Duration;
  /** The exit code that says that what is looked for is there; 0 says that it is not, and any other end says nothing. */
  exitCode: number;
  /** Of data: activity is expected up to the month so many before this one. */
  monthsAgo?: number;
}

/** By the names of its probes; none that is not named is asked. */
export type ProbeTable = Readonly<Record<string, ProbeRules>>;

/** As far as a backend's settings are asked for here. */
interface ProbedInSettings {
  slug: string;
  probes?: ProbeTable;
}

/** B8, B10. The one answer to what a backend is asked: by the settings where they name it, or by its own record (E4: that is on the wall). */
export function probesOf(
  { backends }: { backends: readonly ProbedInSettings[] },
  { slug, added }: { slug: string; added?: { probes?: ProbeTable } },
  timeScale = 1,
): ProbeTable {
  const ours = backends.find((one) => one.slug === slug);
  if (ours !== undefined) return ours.probes ?? {};
  return scaled(added?.probes ?? {}, timeScale);
}

export function scaled(probes: ProbeTable, timeScale: number): ProbeTable {
  return Object.fromEntries(
    Object.entries(probes).map(([name, { every, ...rules }]) => [name, { ...rules, every: Math.round(every * timeScale) }]),
  );
}
