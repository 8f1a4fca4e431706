import { setTimeout as sleep } from 'node:timers/promises';
import {
  Metadata,
  type Server,
  ServerCredentials,
  status,
  type handleUnaryCall,
  type MethodDefinition,
  type ServerErrorResponse,
} from '@grpc/grpc-js';
import { z } from 'zod';
import { isDelay, type Faults } from './faults.ts';

/** A message class of a client package's own definitions: what goes over the wire is the real protocol. */
export interface Message<T> {
  encode(message: T): { finish(): Uint8Array };
  decode(bytes: Uint8Array): T;
}

/** `path` is the whole one: `/google.package.Service/Method`. */
export function method<Q, A>(path: string, request: Message<Q>, answer: Message<A>): MethodDefinition<Q, A> {
  return {
    path,
    requestStream: false,
    responseStream: false,
    requestSerialize: (message) => Buffer.from(request.encode(message).finish()),
    requestDeserialize: (bytes) => request.decode(bytes),
    responseSerialize: (message) => Buffer.from(answer.encode(message).finish()),
    responseDeserialize: (bytes) => answer.decode(bytes),
  };
}

export class Refusal extends Error {
  readonly code: status;
  constructor(code: status, message: string) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
  }
}

/** A handler as a plain function: what it throws is the call's status. Faults come in its name. */
export function unary<Q, A>(faults: Faults, name: string, handle: (request: Q) => A): handleUnaryCall<Q, A> {
  return ({ request }, callback) => {
    withFaults(faults, name, () => handle(request)).then(
      (answer) => callback(null, answer),
      (error: unknown) => callback(refusalOf(error)),
    );
  };
}

async function withFaults<A>(faults: Faults, name: string, handle: () => A): Promise<A> {
  const fault = faults.take(name);
  if (isDelay(fault)) await sleep(fault.delay);
  if (typeof fault === 'object' && 'refuse' in fault) throw new Refusal(z.enum(status).parse(fault.refuse), 'told to refuse');
  if (fault === 'late') {
    faults.hold(() => void handle());
    throw new Refusal(status.UNAVAILABLE, 'the connection was lost');
  }
  const answer = handle();
  if (fault === 'lose') throw new Refusal(status.UNAVAILABLE, 'the connection was lost');
  return answer;
}

function refusalOf(error: unknown): Partial<ServerErrorResponse> {
  return {
    code: error instanceof Refusal ? error.code : status.INTERNAL,
    details: error instanceof Error ? error.message : 'internal',
    metadata: new Metadata(),
  };
}

/** Listens on loopback without TLS; gives the port. */
export function listen(server: Server, port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
}

export function protoTime(milliseconds: number): { seconds: number; nanos: number } {
  const seconds = Math.floor(milliseconds / 1000);
  return { seconds, nanos: Math.round((milliseconds - seconds * 1000) * 1_000_000) };
}
