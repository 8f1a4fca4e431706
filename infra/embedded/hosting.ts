import { startHostingStandIn } from '#infra/stand-ins/hosting/server.ts';
import { portTaken } from './host.ts';
import type { OwnHosts } from './own-hosts.ts';

interface Hosting {
  stop(): Promise<void>;
}

/** Puts something before the functions, as in the cloud: `port` is the public one, `target` where the functions themselves answer. */
export type StartHosting = (options: { target: string; port: number; isOurs: OwnHosts['isOurs'] }) => Promise<Hosting>;

/** E5, P7. Firebase Hosting, as far as what is behind it can tell. */
export const startHosting: StartHosting = (options) =>
  startHostingStandIn(options).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? portTaken(options.port, error) : error;
  });
