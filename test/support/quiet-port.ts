import { randomInt } from 'node:crypto';
import { isFree } from '#infra/embedded/free-port.ts';

/**
 * A loopback port for a server that ends and starts again: below those that the system gives to whoever asks for any (32768 on), so that
 * none of what runs beside it is given it in between.
 */
export async function quietPort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(15_000, 32_000);
    if (await isFree(port)) return port;
  }
  throw new Error('no port to be had between 15000 and 32000');
}
