export type Method = 'get' | 'batchUpdate';

export interface Fault {
  /** Any call unless told. */
  method?: Method;
  /** The answer; without it the connection is cut. */
  status?: number;
  retryAfter?: string;
  /** What was asked is done before the call fails. */
  acts?: boolean;
}

export interface Call {
  at: number;
  method: Method;
  status: number;
}

const statusNames: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

export function statusName(code: number): string {
  return statusNames[code] ?? 'UNKNOWN';
}

/** The faults that are still to come, each for one call. */
export function createFaults(): { add(...faults: Fault[]): void; next(method: Method): Fault | undefined } {
  const faults: Fault[] = [];
  return {
    add: (...more) => void faults.push(...more),
    next(method) {
      const at = faults.findIndex((fault) => fault.method === undefined || fault.method === method);
      return at < 0 ? undefined : faults.splice(at, 1)[0];
    },
  };
}

/** Whether one call more stays within the quota of any minute. */
export function within(quota: number, calls: readonly Call[], now: number): boolean {
  const first = calls.findLastIndex(({ at }) => at <= now - 60_000);
  return calls.slice(first + 1).filter(({ status }) => status !== 429).length < quota;
}
