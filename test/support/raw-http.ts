import { connect } from 'node:net';

/** Sends these very bytes and gives the answer's status, or what happened instead. A server that says nothing is told apart after `patience` milliseconds. */
export function rawHttp(url: string, bytes: Buffer | string, patience = 120_000): Promise<number | 'closed' | 'silent'> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    const timer = setTimeout(() => end('silent'), patience);
    function end(result: number | 'closed' | 'silent'): void {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    }
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const [, status] = /^HTTP\/1\.1 (\d{3}) [^\r]*\r\n/.exec(text) ?? [];
      if (status !== undefined && status !== '100') end(Number(status));
    });
    socket.on('close', () => end('closed')).on('error', () => end('closed'));
    socket.write(bytes);
  });
}

/** A whole request with nothing but what is given. */
export function rawRequest(method: string, target: string, headers: Record<string, string> = {}, body: Buffer | string = ''): Buffer {
  const lines = Object.entries({ host: 'localhost', connection: 'close', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1'), Buffer.from(body)]);
}
