import { gateNames } from '#domain/request/gates.ts';
import type { OperationRequest } from '#contracts/operations.ts';

/** What one command takes beside its words. `value`: the option has one. */
export interface CommandSpec {
  words: readonly string[];
  /** Names of what follows the words; one with `?` may be left out. */
  positional: readonly string[];
  options: Readonly<Record<string, 'value' | 'flag'>>;
  about: string;
  /** `problem` notes what cannot be made sense of; all is told at once. */
  make: (given: Given) => OperationRequest;
}

export interface Given {
  positional: readonly string[];
  options: Readonly<Record<string, string>>;
  problem: (text: string) => void;
}

const limited = { limit: 'value' } as const;

export const commands: readonly CommandSpec[] = [
  command(['requests', 'list'], [], { status: 'value', ...limited }, 'requests, newest first, or of one state', ({ options, problem }) => ({
    operation: 'requests_list',
    ...(options['status'] === undefined ? {} : { status: options['status'] }),
    ...limitOf(options, problem),
  })),
  command(['requests', 'show'], ['id'], {}, 'one request and its jobs', ({ positional: [id = ''] }) => ({ operation: 'request_show', id })),
  command(['requests', 'timeline'], ['id'], {}, 'all that happened to a request', ({ positional: [id = ''] }) => ({
    operation: 'request_timeline',
    id,
  })),
  command(['requests', 'mails'], ['id'], {}, 'the ledger of its mails', ({ positional: [id = ''] }) => ({
    operation: 'request_mails',
    id,
  })),
  command(
    ['requests', 'check'],
    ['id?'],
    { ...limited, after: 'value' },
    'whether the past is as it was written: of one request, or of all, newest first',
    check,
  ),
  command(
    ['requests', 'stop'],
    ['id'],
    { why: 'value' },
    'end a request and what it runs; its contributor is told why',
    ({ positional: [id = ''], options, problem }) => ({ operation: 'request_stop', id, why: needed(options['why'], '--why', problem) }),
  ),
  command(
    ['requests', 'override'],
    ['id'],
    { why: 'value' },
    'let it start in spite of a freeze; without --why, ask whoever may say so',
    ({ positional: [id = ''], options: { why }, problem }) => ({
      operation: 'request_override',
      id,
      ...(why === undefined ? {} : { why: needed(why, '--why', problem) }),
    }),
  ),
  command(
    ['requests', 'continue'],
    ['id'],
    { at: 'value', 'in-place-of': 'value', why: 'value' },
    'let it go on at another pull request (--at its address), or in the place of the request that is there (--in-place-of its id)',
    ({ positional: [id = ''], options: { at, why, 'in-place-of': inPlaceOf } }) => ({
      operation: 'request_continue',
      id,
      ...(at === undefined ? {} : { at }),
      ...(inPlaceOf === undefined ? {} : { inPlaceOf }),
      ...(why === undefined ? {} : { why }),
    }),
  ),
  command(
    ['requests', 'waive-word'],
    ['id'],
    { why: 'value', step: 'value' },
    'let it go on without the contributor’s word on an audit (--step: on this one)',
    ({ positional: [id = ''], options: { why, step }, problem }) => ({
      operation: 'request_waive_word',
      id,
      why: needed(why, '--why', problem),
      ...(step === undefined ? {} : { step }),
    }),
  ),
  command(
    ['requests', 'waive'],
    ['id', 'gate?'],
    { why: 'value', as: 'value' },
    'let a request go on without a gate (--as names the admin whose word it is); without --why, ask the admins, with a clock',
    waive,
  ),
  command(
    ['requests', 'unlock'],
    ['id'],
    { person: 'value' },
    'send new links to whoever typed wrong codes too often',
    ({ positional: [id = ''], options: { person } }) => ({ operation: 'request_unlock', id, ...(person === undefined ? {} : { person }) }),
  ),
  command(
    ['requests', 'production'],
    ['id', 'step', 'outcome'],
    { why: 'value' },
    'what became of an approved job in production: run, failed or not_run; --why holds the error',
    ({ positional: [id = '', step = '', outcome = ''], options: { why } }) => ({
      operation: 'request_production',
      id,
      step,
      // What is no outcome is refused by name where it is read.
      outcome: outcome as 'run',
      ...(why === undefined ? {} : { why }),
    }),
  ),
  command(['queue'], [], { backend: 'value' }, 'who waits for a backend, in order', ({ options: { backend } }) => ({
    operation: 'queue_list',
    ...(backend === undefined ? {} : { backend }),
  })),
  command(['backends'], [], {}, 'backends and who holds them', () => ({ operation: 'backends_list' })),
  command(
    ['backends', 'pause'],
    ['backend'],
    { why: 'value' },
    'start nothing new there; `ready` once nothing runs any more',
    ({ positional: [backend = ''], options, problem }) => ({
      operation: 'backend_pause',
      backend,
      why: needed(options['why'], '--why', problem),
    }),
  ),
  command(['backends', 'resume'], ['backend'], {}, 'take up its queue again', ({ positional: [backend = ''] }) => ({
    operation: 'backend_resume',
    backend,
  })),
  command(['releases'], [], {}, 'rows of the release calendar', () => ({ operation: 'releases_list' })),
  command(
    ['releases', 'report'],
    ['release'],
    { version: 'value', part: 'value' },
    'who made a release, who missed it, who blocks it',
    ({ positional: [release = ''], options, problem }) => ({
      operation: 'release_report',
      release,
      ...numberOf('version', options, problem),
      ...numberOf('part', options, problem),
    }),
  ),
  command(['dead', 'list'], [], { ...limited, after: 'value' }, 'effects given up on, newest first', ({ options, problem }) => ({
    operation: 'dead_list',
    ...limitOf(options, problem),
    ...afterOf(options['after'], problem),
  })),
  command(['dead', 'replay'], ['key?'], { kind: 'value', all: 'flag' }, 'take up one again, all of a kind, or all', replay),
  command(
    ['dead', 'dismiss'],
    ['key'],
    { why: 'value' },
    'put one away that can never be done',
    ({ positional: [key = ''], options, problem }) => ({
      operation: 'dead_dismiss',
      key,
      why: needed(options['why'], '--why', problem),
    }),
  ),
  command(['intake'], [], {}, 'whether new requests are taken', () => ({ operation: 'intake_show' })),
  command(['intake', 'on'], [], {}, 'take new requests again', () => ({ operation: 'intake_open' })),
  command(['intake', 'off'], [], { why: 'value' }, 'take nothing new; the reason is shown', ({ options, problem }) => ({
    operation: 'intake_close',
    why: needed(options['why'], '--why', problem),
  })),
  command(['sweep'], [], {}, 'what the sweep last found', () => ({ operation: 'sweep_show' })),
  command(['sweep', 'now'], [], {}, 'sweep now', () => ({ operation: 'sweep_now' })),
  command(['sign-in'], [], {}, 'an address that opens the board signed in, for five minutes', () => ({ operation: 'sign_in' })),
];

function command(
  words: readonly string[],
  positional: readonly string[],
  options: CommandSpec['options'],
  about: string,
  make: CommandSpec['make'],
): CommandSpec {
  return { words, positional, options, about, make };
}

function check({ positional: [id], options, problem }: Given): OperationRequest {
  if (id !== undefined && Object.keys(options).length > 0) problem('say an id, or --limit and --after');
  if (id !== undefined) return { operation: 'requests_check', id };
  return { operation: 'requests_check', ...limitOf(options, problem), ...afterOf(options['after'], problem) };
}

function waive({ positional: [id = '', gate], options: { why, as }, problem }: Given): OperationRequest {
  if (why !== undefined && gate === undefined) problem(`say which gate: ${gateNames.join(', ')}`);
  if (why === undefined && (gate !== undefined || as !== undefined))
    problem('--why is missing: it stays on the record; or leave the gate out, to ask the admins');
  return {
    operation: 'request_waive',
    id,
    // What is no gate is refused by name where it is read.
    gates: gate === undefined ? [] : [gate as 'checks'],
    ...(why === undefined ? {} : { why: needed(why, '--why', problem) }),
    ...(as === undefined ? {} : { as }),
  };
}

function replay({ positional: [key], options: { kind, all }, problem }: Given): OperationRequest {
  const ways = [key, kind, all].filter((way) => way !== undefined);
  if (ways.length !== 1) problem('say exactly one of: a key, --kind <kind>, --all');
  if (key !== undefined) return { operation: 'dead_replay', key };
  // What is no kind is refused by name where it is read.
  return { operation: 'dead_replay_all', ...(kind === undefined ? {} : { kind: kind as 'send_mail' }) };
}

function needed(text: string | undefined, name: string, problem: Given['problem']): string {
  if (text === undefined || text.trim() === '') problem(`${name} is missing: it stays on the record`);
  return text ?? '';
}

function limitOf({ limit }: Given['options'], problem: Given['problem']): { limit?: number } {
  if (limit === undefined) return {};
  if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > 100) problem('--limit must be a whole number from 1 to 100');
  return { limit: Number(limit) };
}

function numberOf(name: 'version' | 'part', options: Given['options'], problem: Given['problem']): { [N in typeof name]?: number } {
  const text = options[name];
  if (text === undefined) return {};
  if (!/^[1-9]\d{0,3}$/.test(text)) problem(`--${name} must be a whole number from 1 on`);
  return { [name]: Number(text) };
}

/** As `next` was printed: `<instant>/<key>`. */
function afterOf(after: string | undefined, problem: Given['problem']): { after?: { value: number; id: string } } {
  if (after === undefined) return {};
  const [, value = '', id = ''] = /^(\d{1,16})\/(.+)$/.exec(after) ?? [];
  if (id === '') problem('--after must be what the page before gave as next');
  return { after: { value: Number(value), id } };
}
