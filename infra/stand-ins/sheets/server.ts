import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { applied } from './apply.ts';
import { createFaults, statusName, within, type Call, type Fault, type Method } from './faults.ts';
import { masked, parseMask } from './field-mask.ts';
import { personAt, type Person } from './person.ts';
import { render, renderValues } from './render.ts';
import { batchBody } from './requests.ts';
import { invalid, newTab, Refusal, type Spreadsheet, type Tab } from './spreadsheet.ts';

export interface StandInOptions {
  /** 0 or nothing: any free port. */
  port?: number;
  spreadsheetId?: string;
  /** Titles; one of them, Approvals, unless told. */
  tabs?: readonly string[];
  rowCount?: number;
  columnCount?: number;
  /** Most calls in any minute of `now`, readings and writings together; those beyond it are answered 429. */
  quota?: number;
  now?: () => number;
  /** How long every call takes (ms). */
  latency?: number;
  /** Told of each call before anything is done; what it does to the sheet is done before the call. */
  onCall?: (method: Method) => void;
}

export interface StandIn {
  port: number;
  spreadsheetId: string;
  person(tab?: string): Person;
  /** Each fault befalls one of the coming calls, in order. */
  fail(...faults: Fault[]): void;
  calls(): readonly Call[];
  onCall(told: (method: Method) => void): void;
  stop(): Promise<void>;
}

interface Works {
  options: StandInOptions;
  now: () => number;
  spreadsheet: Spreadsheet;
  faults: ReturnType<typeof createFaults>;
  calls: Call[];
  onCall: (method: Method) => void;
}

/** A Google Sheets for one machine: the REST protocol on loopback, everything in memory. */
export async function startSheetsStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const { spreadsheetId = 'stand-in', tabs = ['Approvals'], rowCount = 1_000, columnCount = 26 } = options;
  const works: Works = {
    options,
    now: options.now ?? (() => performance.now()),
    spreadsheet: { spreadsheetId, tabs: tabs.map((title, n) => newTab(n * 1_001, title, rowCount, columnCount)) },
    faults: createFaults(),
    calls: [],
    onCall: options.onCall ?? (() => {}),
  };
  const server = createServer((request, response) => void answer(works, request, response));
  await listen(server, options.port ?? 0);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    spreadsheetId,
    person: (title = tabs[0] ?? '') => personAt(() => tabTitled(works.spreadsheet, title)),
    fail: (...faults) => works.faults.add(...faults),
    calls: () => works.calls,
    onCall: (told) => void (works.onCall = told),
    stop: () => stop(server),
  };
}

function tabTitled({ tabs }: Spreadsheet, title: string): Tab {
  const tab = tabs.find((tab) => tab.title === title);
  if (tab === undefined) throw new Error(`no tab ${title}`);
  return tab;
}

async function answer(works: Works, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  const url = new URL(request.url ?? '', 'http://127.0.0.1');
  const method = url.pathname.endsWith(':batchUpdate') ? 'batchUpdate' : 'get';
  if (works.options.latency !== undefined) await delay(works.options.latency);
  works.onCall(method);
  const fault = works.faults.next(method);
  const counted = within(works.options.quota ?? 60, works.calls, works.now());
  const [status, content] = attempt(() => {
    if (!counted)
      throw new Refusal(429, 'RESOURCE_EXHAUSTED', "Quota exceeded for quota metric 'Requests' and limit 'Requests per minute per user'");
    if (fault?.status !== undefined && fault.acts !== true) throw refusalOf(fault.status);
    if (fault !== undefined && fault.acts !== true) return {};
    const done = perform(works, request.method ?? '', url, body);
    if (fault?.status !== undefined) throw refusalOf(fault.status);
    return done;
  });
  works.calls.push({ at: works.now(), method, status });
  if (fault !== undefined && fault.status === undefined) {
    request.socket.destroy();
    return;
  }
  if (fault?.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter);
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' }).end(JSON.stringify(content));
}

function attempt(work: () => unknown): [number, unknown] {
  try {
    return [200, work()];
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal(500, 'INTERNAL', error instanceof Error ? error.message : 'unknown');
    const { code, status, message } = refusal;
    return [code, { error: { code, message, status, errors: [{ message, domain: 'global', reason: status.toLowerCase() }] } }];
  }
}

function refusalOf(code: number): Refusal {
  return new Refusal(code, statusName(code), `The stand-in was told to answer ${code}.`);
}

function perform(works: Works, httpMethod: string, url: URL, body: string): unknown {
  const [, id = '', rest = ''] = /^\/v4\/spreadsheets\/([^/:]+)(.*)$/.exec(url.pathname) ?? [];
  if (decodeURIComponent(id) !== works.spreadsheet.spreadsheetId) throw new Refusal(404, 'NOT_FOUND', 'Requested entity was not found.');
  const fields = url.searchParams.get('fields') ?? '*';
  const mask = parseMask(fields);
  if (httpMethod === 'GET' && rest === '') {
    if (fields === '*') throw invalid('the stand-in wants a field mask');
    return masked(render(works.spreadsheet, url.searchParams.getAll('ranges')), mask);
  }
  const [, range] = /^\/values\/([^/:]+)$/.exec(rest) ?? [];
  if (httpMethod === 'GET' && range !== undefined) return masked(renderValues(works.spreadsheet, decodeURIComponent(range)), mask);
  if (httpMethod === 'GET' && rest === '/values:batchGet') {
    const valueRanges = url.searchParams.getAll('ranges').map((range) => renderValues(works.spreadsheet, range));
    return masked({ spreadsheetId: works.spreadsheet.spreadsheetId, valueRanges }, mask);
  }
  if (httpMethod === 'POST' && rest === ':batchUpdate') return masked(batchUpdate(works, body), mask);
  throw new Refusal(404, 'NOT_FOUND', 'The stand-in has no such method.');
}

function batchUpdate(works: Works, body: string): object {
  const parsed = batchBody.safeParse(JSON.parse(body));
  if (!parsed.success) throw invalid(`Invalid JSON payload received. ${parsed.error.message}`);
  const { requests, includeSpreadsheetInResponse, responseRanges } = parsed.data;
  const changed = applied(works.spreadsheet, requests);
  const updatedSpreadsheet = includeSpreadsheetInResponse ? { updatedSpreadsheet: render(changed, responseRanges) } : {};
  works.spreadsheet = changed;
  return { spreadsheetId: changed.spreadsheetId, replies: requests.map(() => ({})), ...updatedSpreadsheet };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', () => resolve()));
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
