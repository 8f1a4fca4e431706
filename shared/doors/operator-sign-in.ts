import type { IncomingMessage } from 'node:http';
import type { OperatorBond } from './operator-keys.ts';

/** The cookie of a browser whose operator has just shown their key. */
export type OperatorSignIn = (request: Pick<IncomingMessage, 'headers'>, operator: OperatorBond) => Promise<string>;
