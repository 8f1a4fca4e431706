interface Needing {
  step: string;
  ask: { needs: readonly string[] };
}

/** Every job that needs `step`, straight or through others. */
export function dependants<J extends Needing>(jobs: readonly J[], step: string): J[] {
  const reached = new Set([step]);
  let grown = true;
  while (grown) {
    const before = reached.size;
    for (const job of jobs) if (job.ask.needs.some((need) => reached.has(need))) reached.add(job.step);
    grown = reached.size > before;
  }
  return jobs.filter((job) => job.step !== step && reached.has(job.step));
}
