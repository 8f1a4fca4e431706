import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LinkSigner } from '#doors/action-links.ts';
import { createOperatorKeys, type OperatorKeys } from '#doors/operator-keys.ts';
import { atHome } from '#functions/wiring/operator-door.ts';
import { everybody } from '#test/support/everybody.ts';

/** Of one token; without it whoever comes is taken for an operator. */
export function operatorsOf(links: LinkSigner, token: string | undefined): OperatorKeys {
  if (token === undefined) return everybody;
  return createOperatorKeys({ operators: [atHome(token)], links, wallClock: Date.now });
}

export function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address.port;
}

export async function closeServer(server: Server, store: { close(): Promise<void> }): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await store.close();
}
