/** P1. Where a program asks for an operation. */
export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Under /api/v1. `{field}` is a field of what is asked for; the others come in the query of a GET or DELETE, in the body of the rest. */
  path: `/${string}`;
  /** Fields that programs know by another name than the table: its own name → theirs. */
  names?: Readonly<Record<string, string>>;
  /** What it does, verb first. */
  summary: string;
  /** P6. A body that fits, where fields hang together. */
  example?: Readonly<Record<string, unknown>>;
  /** Something that its fields name may not be there (404), beside what stands in its path. */
  looksUp?: true;
  /** P2. What it makes is made once: 201 when it was, 200 when it was there or there is nothing to do. */
  creates?: true;
  /** A field of its answer that is said once, and kept nowhere. */
  secret?: string;
  /** Days, as 2026-12-01. What is to go says so to everybody who asks, and goes on its day at the earliest. */
  deprecated?: { since: string; sunset: string };
}
