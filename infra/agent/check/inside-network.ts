import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Target } from './target.ts';
import type { Attempts } from './attempts.ts';

/** Of programs that would do for a job what it may not. */
const SYSTEM = [
  '/run/docker.sock',
  '/var/run/docker.sock',
  '/run/containerd/containerd.sock',
  '/run/dbus/system_bus_socket',
  '/run/systemd/private',
];

export function networkAttempts({ tcp, udp, unix, abstract }: Target): Attempts {
  return {
    tcp: () => connects({ port: tcp, host: '127.0.0.1' }),
    // Told by the other side: a datagram that is sent into nothing is no error.
    udp: () => sends(udp),
    interfaces: () => Object.keys(networkInterfaces()).some((name) => name !== 'lo'),
    'unix-socket': () => connects({ path: unix }),
    'abstract-socket': () => connects({ path: abstract }),
    'system-sockets': async () => (await Promise.all(SYSTEM.map((path) => connects({ path })))).some(Boolean),
  };
}

function connects(where: { path: string } | { port: number; host: string }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(where);
    const end = (open: boolean): void => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
    socket.setTimeout(2_000, () => end(false));
  });
}

function sends(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  return new Promise((resolve) => {
    socket.on('error', () => resolve(false));
    socket.send('out', port, '127.0.0.1', () => {
      socket.close();
      resolve(false);
    });
  });
}
