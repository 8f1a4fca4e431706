/** One attempt at an action, as its machine knows it. */
interface Work {
  attempt: string;
  backend: string;
  /** What must not be at work twice at once: workspace and action. */
  key: string;
  endedAt?: number;
  /** It ended by itself with exit code 0, and all its outputs are there. */
  good?: boolean;
}

/** What really runs beside the backends, whatever the record says of it. */
export interface Machine {
  begins(work: Work): void;
  /** Once: what is over stays as it ended. */
  ends(attempt: string, good: boolean, now: number): void;
  underWay(backend: string): Work[];
  works: ReadonlyMap<string, Work>;
  /** K5. The first that began while another attempt at the same was at work, or began twice. */
  twice: string[];
}

export function createMachine(): Machine {
  const works = new Map<string, Work>();
  const twice: string[] = [];
  const underWay = (backend: string): Work[] => [...works.values()].filter((one) => one.backend === backend && one.endedAt === undefined);
  return {
    works,
    twice,
    underWay,
    begins(work) {
      if (works.has(work.attempt)) twice.push(`${work.attempt} began twice`);
      const other = underWay(work.backend).find(({ key }) => key === work.key);
      if (other !== undefined) twice.push(`${work.attempt} began at ${work.key} while ${other.attempt} was at it`);
      works.set(work.attempt, work);
    },
    ends(attempt, good, now) {
      const work = works.get(attempt);
      if (work !== undefined && work.endedAt === undefined) works.set(attempt, { ...work, good, endedAt: now });
    },
  };
}
