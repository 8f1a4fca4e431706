import { Metadata, status, type handleUnaryCall, type MethodDefinition, type ServerErrorResponse } from '@grpc/grpc-js';
import { protos } from '@google-cloud/tasks';

// The messages are those of Google's own definitions, in the client's package: what goes over the wire is the real protocol.
export const v2 = protos.google.cloud.tasks.v2;
export type ITask = protos.google.cloud.tasks.v2.ITask;
export type IQueue = protos.google.cloud.tasks.v2.IQueue;

interface Message<T> {
  encode(message: T): { finish(): Uint8Array };
  decode(bytes: Uint8Array): T;
}

function method<Q, A>(name: string, request: Message<Q>, answer: Message<A>): MethodDefinition<Q, A> {
  return {
    path: `/google.cloud.tasks.v2.CloudTasks/${name}`,
    requestStream: false,
    responseStream: false,
    requestSerialize: (message) => Buffer.from(request.encode(message).finish()),
    requestDeserialize: (bytes) => request.decode(bytes),
    responseSerialize: (message) => Buffer.from(answer.encode(message).finish()),
    responseDeserialize: (bytes) => answer.decode(bytes),
  };
}

type Rpc = protos.google.cloud.tasks.v2.CloudTasks;
type AskedBy<N extends keyof Rpc> = Rpc[N] extends (request: infer Q, callback: never) => void ? Q : never;

/** What the stand-in speaks; everything else of the service is answered with UNIMPLEMENTED. */
export const service = {
  createQueue: method<AskedBy<'createQueue'>, IQueue>('CreateQueue', v2.CreateQueueRequest, v2.Queue),
  getQueue: method<AskedBy<'getQueue'>, IQueue>('GetQueue', v2.GetQueueRequest, v2.Queue),
  createTask: method<AskedBy<'createTask'>, ITask>('CreateTask', v2.CreateTaskRequest, v2.Task),
  getTask: method<AskedBy<'getTask'>, ITask>('GetTask', v2.GetTaskRequest, v2.Task),
  listTasks: method<AskedBy<'listTasks'>, protos.google.cloud.tasks.v2.IListTasksResponse>(
    'ListTasks',
    v2.ListTasksRequest,
    v2.ListTasksResponse,
  ),
  deleteTask: method<AskedBy<'deleteTask'>, protos.google.protobuf.IEmpty>(
    'DeleteTask',
    v2.DeleteTaskRequest,
    protos.google.protobuf.Empty,
  ),
};

export class Refusal extends Error {
  readonly code: status;
  constructor(code: status, message: string) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
  }
}

/** A handler as a plain function: what it throws is the call's status. */
export function unary<Q, A>(handle: (request: Q) => A): handleUnaryCall<Q, A> {
  return (call, callback) => {
    let answer: A;
    try {
      answer = handle(call.request);
    } catch (error) {
      const refusal: Partial<ServerErrorResponse> = {
        code: error instanceof Refusal ? error.code : status.INTERNAL,
        details: error instanceof Error ? error.message : 'internal',
        metadata: new Metadata(),
      };
      callback(refusal);
      return;
    }
    callback(null, answer);
  };
}

interface ProtoTime {
  seconds?: unknown;
  nanos?: number | null;
}

/** Milliseconds of a Timestamp or Duration; undefined when it was not sent. */
export function millisecondsOf(time: ProtoTime | null | undefined): number | undefined {
  return time === null || time === undefined ? undefined : Number(time.seconds ?? 0) * 1000 + (time.nanos ?? 0) / 1_000_000;
}

export function protoTime(milliseconds: number): { seconds: number; nanos: number } {
  const seconds = Math.floor(milliseconds / 1000);
  return { seconds, nanos: Math.round((milliseconds - seconds * 1000) * 1_000_000) };
}
