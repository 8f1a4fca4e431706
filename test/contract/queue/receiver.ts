import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Delivery {
  /** The task's name, from the header. */
  name: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: unknown;
  at: number;
}

type Answer = number | { status: number; headers?: Record<string, string> } | 'hang' | 'break';

/** Stands for the functions: keeps what arrives and answers as it is told. */
export interface Receiver {
  url(functionName: string): string;
  deliveries: Delivery[];
  of(name: string): Delivery[];
  /** How deliveries are answered from now on; 200 at first. */
  answer(how: (delivery: Delivery) => Answer | Promise<Answer>): void;
  mostAtOnce(): number;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const deliveries: Delivery[] = [];
  let how: (delivery: Delivery) => Answer | Promise<Answer> = () => 200;
  let now = 0;
  let most = 0;
  const server: Server = createServer((request, response) => {
    const at = performance.now();
    now += 1;
    most = Math.max(most, now);
    response.on('close', () => (now -= 1));
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const delivery = {
        name: String(request.headers['x-cloudtasks-taskname']),
        path: request.url ?? '',
        headers: request.headers,
        body: parse(Buffer.concat(chunks)),
        at,
      };
      deliveries.push(delivery);
      void Promise.resolve(how(delivery)).then((answer) => reply(response, answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (functionName) => `http://127.0.0.1:${port}/${functionName}`,
    deliveries,
    of: (name) => deliveries.filter((delivery) => delivery.name === name),
    answer: (next) => void (how = next),
    mostAtOnce: () => most,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function reply(response: ServerResponse, answer: Answer): void {
  if (answer === 'hang') return;
  if (answer === 'break') return void response.destroy();
  const { status, headers = {} } = typeof answer === 'number' ? { status: answer } : answer;
  response.writeHead(status, headers).end('{}');
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
