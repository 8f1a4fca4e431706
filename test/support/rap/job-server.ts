import { z } from 'zod';

/** The 15 fields of a job, as the client's table has them. */
const FIELDS =
  'identifier rap_id backend requires_db action run_command status status_code status_message created_at updated_at started_at completed_at trace_context metrics';
const TEXTS = ['identifier', 'rap_id', 'backend', 'action', 'run_command', 'status', 'status_code', 'status_message', 'created_at'];

export type Json = Record<string, unknown>;

export interface Called {
  status: number;
  /** Undefined where the answer is none. */
  json: Json | undefined;
  text: string;
}

type RequestStatus = 'pending' | 'running' | 'succeeded' | 'failed' | 'nothing_to_do' | 'unknown_error_creating_jobs';

interface Held {
  status: RequestStatus;
  message: string;
  jobs: Map<string, Json>;
  /** How often its user was told of the end. */
  mails: number;
}

/** P5. What job-server's client does with each answer (rap-doors §2), and no more; it throws where the original does. */
export interface JobServer {
  requests: Map<string, Held>;
  create(body: Json): Promise<Called>;
  /** The minute's call, for every active request at once. */
  poll(): Promise<Called>;
  cancel(rapId: string, actions: readonly string[]): Promise<Called>;
  backends(): Promise<Called>;
  jobsOf(rapId: string): Record<string, Json>;
}

export async function call(url: string, token: string | undefined, method: string, body?: string | Json): Promise<Called> {
  const headers = { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: token }) };
  const answer = await fetch(url, {
    method,
    headers,
    redirect: 'error',
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, text, json: jsonOf(text) };
}

export function jsonOf(text: string): Json | undefined {
  try {
    const read = z.record(z.string(), z.unknown()).safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

export function createJobServer(base: string, token: string): JobServer {
  const requests: JobServer['requests'] = new Map();
  const at = (path: string): string => new URL(path, base).href;
  const active = (): string[] =>
    [...requests].filter(([, { status }]) => !['succeeded', 'failed', 'nothing_to_do'].includes(status)).map(([id]) => id);
  return {
    requests,
    async create(body) {
      const called = await call(at('rap/create/'), token, 'POST', body);
      const id = String(body['rap_id']);
      const known = requests.get(id);
      if (known === undefined || known.status === 'unknown_error_creating_jobs')
        requests.set(id, { ...afterCreate(called), jobs: new Map(), mails: 0 });
      return called;
    },
    async poll() {
      const asked = active();
      const called = await call(at('rap/status/'), token, 'POST', { rap_ids: asked });
      if (called.status === 200) seen(requests, asked, called.json ?? {});
      return called;
    },
    async cancel(rapId, actions) {
      const called = await call(at('rap/cancel/'), token, 'POST', { rap_id: rapId, actions: [...actions] });
      if (called.json?.['details'] === undefined) throw new Error('the original does not handle an answer without details');
      return called;
    },
    backends: () => call(at('backend/status/'), token, 'GET'),
    jobsOf: (rapId) => Object.fromEntries([...(requests.get(rapId)?.jobs.values() ?? [])].map((job) => [String(job['action']), job])),
  };
}

/** The table of §2.2. */
function afterCreate({ status, json }: Called): Pick<Held, 'status' | 'message'> {
  const details = typeof json?.['details'] === 'string' ? json['details'] : 'unknown error';
  if (status === 200 || status === 201) {
    const count = json?.['count'];
    if (typeof count !== 'number') return { status: 'failed', message: 'unknown error' };
    return count > 0 ? { status: 'pending', message: '' } : { status: 'nothing_to_do', message: details };
  }
  return json === undefined ? { status: 'unknown_error_creating_jobs', message: '' } : { status: 'failed', message: details };
}

function seen(requests: JobServer['requests'], asked: readonly string[], { jobs, unrecognised_rap_ids: unknown }: Json): void {
  const listed = z.array(z.record(z.string(), z.unknown())).parse(jobs);
  for (const id of z.array(z.string()).parse(unknown)) {
    const request = requests.get(id);
    if (request?.status === 'unknown_error_creating_jobs') request.status = 'failed';
  }
  for (const id of asked) {
    const request = requests.get(id);
    const own = listed.filter((job) => job['rap_id'] === id);
    if (request === undefined || own.length === 0) continue;
    for (const job of own) keep(request, job);
    const before = request.status;
    request.status = foldOf([...request.jobs.values()].map((job) => String(job['status'])));
    if (before !== request.status && isOver(request.status)) request.mails += 1;
  }
}

/** One row of its table, updated with the keys as they come. */
function keep(request: Held, job: Json): void {
  const more = Object.keys(job).filter((key) => !FIELDS.split(' ').includes(key));
  if (more.length > 0) throw new Error(`its table has no column ${more.join(', ')}`);
  for (const field of FIELDS.split(' ')) if (!(field in job)) throw new Error(`${field} is missing`);
  for (const field of TEXTS) if (typeof job[field] !== 'string') throw new Error(`${field} may not be ${JSON.stringify(job[field])}`);
  const id = String(job['identifier']);
  const before = request.jobs.get(id);
  if (before !== undefined && isOver(String(before['status'])) && !isOver(String(job['status'])))
    throw new Error(`${id} was over, and is no more`);
  request.jobs.set(id, job);
}

function isOver(status: string): boolean {
  return status === 'succeeded' || status === 'failed';
}

/** §2.5. */
function foldOf(all: readonly string[]): RequestStatus {
  const each = new Set(all);
  for (const one of ['pending', 'running', 'succeeded', 'failed'] as const) if (each.size === 1 && each.has(one)) return one;
  return each.has('running') || each.has('pending') ? 'running' : 'failed';
}
