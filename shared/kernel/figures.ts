/** X8. One figure of an installation, as monitoring asks for it. Names and labels are ours: snake_case, the unit at the end, whatever is counted ends in `total`. */
export interface Figure {
  name: string;
  about: string;
  /** `counter`: it only grows, or begins anew. */
  type: 'gauge' | 'counter';
  samples: readonly Sample[];
}

interface Sample {
  labels?: Readonly<Record<string, string>>;
  value: number;
}

/** In seconds, as monitoring wants time. */
export function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}
