import type { IncomingMessage } from 'node:http';

export interface OwnHosts {
  /** X6: whether this request was meant for us: a page elsewhere that lets its own name point here is not. */
  isOurs(request: Pick<IncomingMessage, 'headers' | 'rawHeaders'>): boolean;
  /** Where our own pages may have come from. */
  origins: string[];
}

export interface OwnHostsOptions {
  port: number;
  publicUrl: string;
  /** Names that the settings allow beside ours, with or without a port. */
  hosts: readonly string[];
}

/** Loopback by its names and our port, the public address, and what the settings name. */
export function ownHosts({ port, publicUrl, hosts }: OwnHostsOptions): OwnHosts {
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].flatMap((name) => [`${name}:${port}`, ...(port === 80 ? [name] : [])]);
  const exact = new Set([...loopback, new URL(publicUrl).host, ...hosts.map((name) => name.toLowerCase())]);
  // Behind a proxy the port is the proxy's: a name without one stands for all of its ports.
  const names = new Set(hosts.filter((name) => !/:\d+$/.test(name)).map((name) => name.toLowerCase()));
  return {
    isOurs({ headers, rawHeaders }) {
      const host = (headers.host ?? '').toLowerCase();
      const times = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length;
      return times === 1 && (exact.has(host) || names.has(host.replace(/:\d{1,5}$/, '')));
    },
    origins: [...loopback.map((host) => `http://${host}`), ...hosts.flatMap((host) => [`http://${host}`, `https://${host}`])],
  };
}
