import { status } from '@grpc/grpc-js';
import { json, refusal, startRestServer, type RestAnswer, type RestServer } from '../rest.ts';
import { millisecondsOf, protoTime, Refusal, v2, type ITask } from './protocol.ts';

type CreateTask = (request: { parent: string; task: ITask }) => ITask;

/** The HTTP form of the codes that the stand-in refuses with: https://cloud.google.com/apis/design/errors */
const http: Partial<Record<status, number>> = {
  [status.INVALID_ARGUMENT]: 400,
  [status.NOT_FOUND]: 404,
  [status.ALREADY_EXISTS]: 409,
  [status.UNAVAILABLE]: 503,
};

/** CreateTask of Cloud Tasks' REST interface: the JSON form of the same messages. */
export function startRestDoor(createTask: CreateTask): Promise<RestServer> {
  const handle = ([parent = '']: string[], { body }: { body: Buffer }): RestAnswer => {
    try {
      return json(200, jsonOf(createTask({ parent, task: taskOf(JSON.parse(body.toString('utf8'))) })));
    } catch (error) {
      if (!(error instanceof Refusal)) return refusal(400, 'INVALID_ARGUMENT', 'Invalid JSON payload received');
      return refusal(http[error.code] ?? 500, status[error.code], error.message);
    }
  };
  return startRestServer([
    { call: 'createTask', method: 'POST', path: /^\/v2\/(projects\/[^/]+\/locations\/[^/]+\/queues\/[^/]+)\/tasks$/, handle },
  ]);
}

/** Times are written otherwise in JSON; the rest is read by Google's own definitions. */
function taskOf(body: unknown): ITask {
  const { task } = body as { task: { scheduleTime?: string; dispatchDeadline?: string } };
  const { scheduleTime, dispatchDeadline, ...rest } = task;
  return Object.assign(v2.Task.fromObject(rest), {
    ...(scheduleTime === undefined ? {} : { scheduleTime: protoTime(timeOf(scheduleTime)) }),
    ...(dispatchDeadline === undefined ? {} : { dispatchDeadline: protoTime(secondsOf(dispatchDeadline) * 1000) }),
  });
}

function jsonOf(task: ITask): object {
  const { scheduleTime, createTime, dispatchDeadline, ...rest } = task;
  const instant = (time: ITask['scheduleTime']): string => new Date(millisecondsOf(time) ?? 0).toISOString();
  const times = {
    scheduleTime: instant(scheduleTime),
    createTime: instant(createTime),
    dispatchDeadline: `${(millisecondsOf(dispatchDeadline) ?? 0) / 1000}s`,
  };
  return { ...v2.Task.toObject(v2.Task.fromObject(rest), { enums: String, bytes: String }), ...times };
}

function timeOf(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time) || !/^\d{4}-.*Z$/.test(text)) throw new Refusal(status.INVALID_ARGUMENT, 'not a timestamp');
  return time;
}

function secondsOf(text: string): number {
  const seconds = /^(\d+(?:\.\d{1,9})?)s$/.exec(text)?.[1];
  if (seconds === undefined) throw new Refusal(status.INVALID_ARGUMENT, 'not a duration');
  return Number(seconds);
}
