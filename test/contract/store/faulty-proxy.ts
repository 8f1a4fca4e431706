import { createServer, request } from 'node:http';

/** What becomes of a call: it never gets there, it is refused, or it is carried out and its answer is lost. */
type Fault = 'unreached' | 'lost' | { refuse: number; status: string };

export interface FaultyProxy {
  host: string;
  /** The next calls whose path ends with `call` go wrong, one for each. */
  next(call: string, ...faults: Fault[]): void;
  /** Ends of the paths that were asked for, such as `:commit`, and with which tokens. */
  calls: string[];
  tokens: Set<string>;
  close(): Promise<void>;
}

/** Between the store and the emulator. */
export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  const faults: { call: string; fault: Fault }[] = [];
  const calls: string[] = [];
  const tokens = new Set<string>();
  const server = createServer((asked, response) => {
    const call = asked.url?.slice(asked.url.lastIndexOf(':')) ?? '';
    calls.push(call);
    tokens.add(asked.headers.authorization ?? '');
    const at = faults.findIndex((one) => one.call === call);
    const fault = at < 0 ? undefined : faults.splice(at, 1)[0]?.fault;
    if (fault === 'unreached') return void asked.socket.destroy();
    if (typeof fault === 'object') {
      const body = JSON.stringify([{ error: { code: fault.refuse, status: fault.status, message: 'told to refuse' } }]);
      return void asked.resume().on('end', () => response.writeHead(fault.refuse).end(body));
    }
    const passed = request(
      `http://${target}${asked.url}`,
      { method: asked.method, headers: { ...asked.headers, authorization: 'Bearer owner' } },
      (answer) => {
        if (fault === 'lost') answer.resume().on('end', () => asked.socket.destroy());
        else answer.pipe(response.writeHead(answer.statusCode ?? 500, answer.headers));
      },
    );
    asked.pipe(passed.on('error', () => response.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    host: `127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`,
    next: (call, ...wanted) => void faults.push(...wanted.map((fault) => ({ call, fault }))),
    calls,
    tokens,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
