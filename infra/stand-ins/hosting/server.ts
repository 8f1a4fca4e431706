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
}

const PATIENCE = 60_000;
const KEPT_404 = 600_000;

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
}: HostingOptions): Promise<HostingStandIn> {
  const agent = new http.Agent({ keepAlive: true });
  const kept = new Map<string, Kept>();
  async function answerTo(request: http.IncomingMessage): Promise<Held> {
    const { method = 'GET', url = '/' } = request;
    const known = method === 'GET' ? kept.get(url) : undefined;
    if (known !== undefined && known.until > wall()) return known.answer;
    const answer = await held(request, { target, agent, patience });
    if (method === 'GET' && answer.status === 404 && answer.headers['cache-control'] === undefined)
      kept.set(url, { until: wall() + KEPT_404, answer });
    return answer;
  }
  const server = http.createServer((request, response) => {
    void (async () => send(response, await answerTo(request)))();
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
function send(response: http.ServerResponse, { status, headers, body }: Held): void {
  const { connection: _connection, 'transfer-encoding': _transfer, 'keep-alive': _alive, ...rest } = headers;
  response.writeHead(status, { ...rest, 'content-length': String(body.length) }).end(body);
}
