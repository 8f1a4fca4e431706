import http from 'node:http';

/**
 * Firebase Hosting, as far as what stands behind it can tell: it holds an answer back until it has ended, gives up after 60 s with 504, hands on no
 * cookie but `__session`, and keeps a 404 that says nothing about keeping for ten minutes. See README.md.
 */
export interface HostingStandIn {
  url: string;
  stop(): Promise<void>;
}

export interface HostingOptions {
  /** Where the functions answer. */
  target: string;
  port?: number;
  /** Ms on the wall. */
  patience?: number;
  wall?: () => number;
  /** Whether it is for this site; any other it does not know. */
  isOurs?: (request: http.IncomingMessage) => boolean;
}

const PATIENCE = 60_000;
const KEPT_404 = 600_000;
const MOST_KEPT = 1_000;

interface Kept {
  until: number;
  answer: Held;
}

interface Held {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

export async function startHostingStandIn({
  target,
  port = 0,
  patience = PATIENCE,
  wall = () => performance.now(),
  isOurs = () => true,
}: HostingOptions): Promise<HostingStandIn> {
  const agent = new http.Agent({ keepAlive: true });
  const kept = new Map<string, Kept>();
  async function answerTo(request: http.IncomingMessage): Promise<Held> {
    const { method = 'GET', url = '/' } = request;
    if (!isOurs(request) || !isPublic(url)) return NOWHERE;
    const known = method === 'GET' ? kept.get(url) : undefined;
    if (known !== undefined && known.until > wall()) return known.answer;
    const answer = await held(request, { target, agent, patience });
    if (method === 'GET' && answer.status === 404 && answer.headers['cache-control'] === undefined)
      keep(kept, url, { until: wall() + KEPT_404, answer });
    return answer;
  }
  const server = http.createServer((request, response) => {
    void (async () => send(request, response, await answerTo(request)))();
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`,
    async stop() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Site and path are none of its own: a page of Hosting itself. */
const NOWHERE: Held = { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: Buffer.from('Site Not Found') };

/** What the rewrites name; functions that tasks and events call answer at their own addresses. */
function isPublic(target: string): boolean {
  return !target.startsWith('/functions/');
}

function keep(kept: Map<string, Kept>, url: string, one: Kept): void {
  kept.set(url, one);
  for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
}

interface Behind {
  target: string;
  agent: http.Agent;
  patience: number;
}

/** All of an answer, or that it took too long. */
function held(request: http.IncomingMessage, { target, agent, patience }: Behind): Promise<Held> {
  return new Promise((resolve) => {
    const headers = { ...request.headers, host: new URL(target).host, 'x-forwarded-host': request.headers.host ?? '' };
    const session = sessionOf(request.headers.cookie);
    if (session === undefined) delete headers.cookie;
    else headers.cookie = session;
    const asked = http.request(new URL(request.url ?? '/', target), { method: request.method ?? 'GET', agent, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(parts) }));
    });
    const giveUp = setTimeout(() => {
      resolve({ status: 504, headers: {}, body: Buffer.from('upstream request timeout') });
      asked.destroy();
    }, patience);
    asked.on('close', () => clearTimeout(giveUp));
    asked.on('error', () => resolve({ status: 502, headers: {}, body: Buffer.from('bad gateway') }));
    request.pipe(asked);
  });
}

function sessionOf(cookies = ''): string | undefined {
  return cookies
    .split(';')
    .map((one) => one.trim())
    .find((one) => one.startsWith('__session='));
}

/** Hop by hop, what belongs to the connection behind stays there. */
function send({ method }: http.IncomingMessage, response: http.ServerResponse, { status, headers, body }: Held): void {
  const { connection: _connection, 'transfer-encoding': _transfer, 'keep-alive': _alive, ...rest } = headers;
  if (method === 'HEAD') return void response.writeHead(status, rest).end();
  response.writeHead(status, { ...rest, 'content-length': String(body.length) }).end(body);
}
