import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { operationRequest } from '#products/rehearsal/contracts/operations.ts';
import { callOf, type Call } from '#infra/cli/client/call.ts';
import { apiPath } from '#doors/contracts/api/operations.ts';
import { operationsAt } from '#doors/contracts/api/find.ts';
import { readInput } from '#doors/contracts/api/read-input.ts';
import type { OperationRequest } from '#doors/contracts/operations.ts';
import { targetOf } from '#functions/serve-api/target.ts';
import { commands } from '#infra/cli/commands.ts';
import { helpText, parseArguments } from '#infra/cli/parse.ts';
import { printed } from '#infra/cli/print.ts';
import { readOperatorConfig } from '#platform/config.ts';

function typed(line: string): ReturnType<typeof parseArguments> {
  return parseArguments(line.split(' '));
}

/** What the API reads in a call. */
function readFrom({ method, path, body }: Call): unknown {
  const { segments = [], query } = targetOf(path, apiPath);
  const found = operationsAt(segments).find(({ operation }) => operation.route.method === method);
  if (found === undefined) throw new Error(`nothing is at ${method} ${path}`);
  const read = readInput(found, query, body === undefined ? undefined : JSON.parse(body), () => undefined);
  return 'asked' in read ? operationRequest.parse(read.asked) : read;
}

describe('E7 what is typed', () => {
  test.each([
    ['requests list', { operation: 'requests_list' }],
    ['requests list --status queued --limit=5', { operation: 'requests_list', status: 'queued', limit: 5 }],
    ['requests show ab12', { operation: 'request_show', id: 'ab12' }],
    ['requests timeline ab12', { operation: 'request_timeline', id: 'ab12' }],
    ['requests mails ab12', { operation: 'request_mails', id: 'ab12' }],
    ['mails list --limit 5', { operation: 'mails_list', limit: 5 }],
    ['mails again backend-local-k-grace', { operation: 'mail_again', key: 'backend-local-k-grace' }],
    ['requests stop ab12 --why runaway', { operation: 'request_stop', id: 'ab12', why: 'runaway' }],
    ['requests override ab12 --why urgent', { operation: 'request_override', id: 'ab12', why: 'urgent' }],
    [
      'requests production ab12 audit failed --why KeyError',
      { operation: 'request_production', id: 'ab12', step: 'audit', outcome: 'failed', why: 'KeyError' },
    ],
    ['requests waive ab12', { operation: 'request_waive', id: 'ab12', gates: [] }],
    [
      'requests waive ab12 checks --why known --as grace',
      { operation: 'request_waive', id: 'ab12', gates: ['checks'], why: 'known', as: 'grace' },
    ],
    ['requests override ab12', { operation: 'request_override', id: 'ab12' }],
    ['queue --backend local', { operation: 'queue_list', backend: 'local' }],
    ['backends', { operation: 'backends_list' }],
    ['backends list', { operation: 'backends_list' }],
    ['queue list --backend local', { operation: 'queue_list', backend: 'local' }],
    ['releases list', { operation: 'releases_list' }],
    ['intake show', { operation: 'intake_show' }],
    ['sweep show', { operation: 'sweep_show' }],
    ['backends probes local on', { operation: 'backend_probes', backend: 'local', probes: 'on' }],
    ['backends probes local off --why disks', { operation: 'backend_probes', backend: 'local', probes: 'off', why: 'disks' }],
    ['backends probe local now', { operation: 'backend_probe', backend: 'local' }],
    ['backends probe local data now', { operation: 'backend_probe', backend: 'local', probe: 'data' }],
    [
      'backends add gpu --probes {"data":{"command":["check"],"everySeconds":60}}',
      {
        operation: 'backend_add',
        slug: 'gpu',
        kind: 'shared',
        probes: { data: { command: ['check'], everySeconds: 60, timeoutSeconds: 600, exitCode: 10, monthsAgo: 3 } },
      },
    ],
    ['backends pause local --why reboot', { operation: 'backend_pause', backend: 'local', why: 'reboot' }],
    ['backends maintenance on local --why patches', { operation: 'backend_maintenance', backend: 'local', why: 'patches' }],
    ['backends maintenance off local', { operation: 'backend_maintenance_over', backend: 'local' }],
    ['backends status local', { operation: 'backend_status', backend: 'local' }],
    ['backends drain local --why reboot', { operation: 'backend_drain', backend: 'local', why: 'reboot', mode: 'stop' }],
    [
      'backends drain local --why reboot --wait --minutes 90 --resume',
      { operation: 'backend_drain', backend: 'local', why: 'reboot', mode: 'wait', minutes: 90, resume: true },
    ],
    ['backends resume local', { operation: 'backend_resume', backend: 'local' }],
    ['backends raise local pause --why reboot', { operation: 'backend_raise', backend: 'local', flag: 'pause', why: 'reboot' }],
    ['backends lower local pause', { operation: 'backend_lower', backend: 'local', flag: 'pause' }],
    ['backends add gpu', { operation: 'backend_add', slug: 'gpu', kind: 'shared' }],
    [
      'backends add gpu --name GPUs --pools default=4,database=2 --kind shared',
      { operation: 'backend_add', slug: 'gpu', name: 'GPUs', kind: 'shared', pools: { default: 4, database: 2 } },
    ],
    ['backends show gpu', { operation: 'backend_show', backend: 'gpu' }],
    ['backends statistics gpu', { operation: 'backend_statistics', backend: 'gpu' }],
    ['backends remove gpu', { operation: 'backend_remove', backend: 'gpu' }],
    ['tokens make --agent local', { operation: 'token_make', holder: 'agent.local' }],
    [
      'tokens make --client job-server --backends local,gpu --label theirs --days 90',
      { operation: 'token_make', holder: 'client.job-server', backends: ['local', 'gpu'], label: 'theirs', days: 90 },
    ],
    ['tokens rotate agent.local --old-hours 24', { operation: 'token_rotate', holder: 'agent.local', hours: 24 }],
    ['tokens revoke agent.local.1', { operation: 'token_revoke', token: 'agent.local.1' }],
    ['tokens list --limit 5', { operation: 'tokens_list', limit: 5 }],
    ['schedules list --ended', { operation: 'schedules_list', ended: true }],
    [
      'schedules add nightly probe --cron @daily --zone Europe/London --input {"backend":"local"} --overlaps queue_one --missed all',
      {
        operation: 'schedule_add',
        name: 'nightly',
        starts: 'probe',
        cron: '@daily',
        zone: 'Europe/London',
        input: { backend: 'local' },
        overlaps: 'queue_one',
        missed: 'all',
      },
    ],
    ['schedules change nightly --at 2026-12-01T09:00Z', { operation: 'schedule_change', name: 'nightly', at: '2026-12-01T09:00Z' }],
    ['schedules show nightly', { operation: 'schedule_show', name: 'nightly' }],
    ['schedules pause nightly --why holidays', { operation: 'schedule_pause', name: 'nightly', why: 'holidays' }],
    ['schedules resume nightly', { operation: 'schedule_resume', name: 'nightly' }],
    ['schedules remove nightly --why done', { operation: 'schedule_remove', name: 'nightly', why: 'done' }],
    ['releases', { operation: 'releases_list' }],
    ['releases report 5.2', { operation: 'release_report', release: '5.2' }],
    ['releases report 5.2 --version 1 --part 2', { operation: 'release_report', release: '5.2', version: 1, part: 2 }],
    ['dead replay ab12-1-0-send_mail', { operation: 'dead_replay', key: 'ab12-1-0-send_mail' }],
    ['dead replay --kind send_mail', { operation: 'dead_replay_all', kind: 'send_mail' }],
    ['dead replay --all', { operation: 'dead_replay_all' }],
    ['dead dismiss k --why gone', { operation: 'dead_dismiss', key: 'k', why: 'gone' }],
    ['intake', { operation: 'intake_show' }],
    ['intake on', { operation: 'intake_open' }],
    ['intake off --why moving', { operation: 'intake_close', why: 'moving' }],
    ['sweep', { operation: 'sweep_show' }],
    ['sweep now', { operation: 'sweep_now' }],
  ])('E7 %s', (line, ask) => {
    expect(typed(line)).toEqual({ ask, json: false });
    expect(typed(`${line} --json`)).toEqual({ ask, json: true });
    expect(operationRequest.parse(ask)).toEqual(ask);
    expect(readFrom(callOf(ask as OperationRequest))).toEqual(ask);
  });

  test('P7 a list takes the cursor of the page before, or is read to its end', () => {
    const ask = { operation: 'dead_list' };
    expect(typed('dead list --cursor WzcsImsiXQ')).toEqual({ ask, json: false, cursor: 'WzcsImsiXQ' });
    expect(typed('tokens list --limit 5 --after x')).toEqual({ ask: { operation: 'tokens_list', limit: 5 }, json: false, cursor: 'x' });
    expect(typed('dead list --all --json')).toEqual({ ask, json: true, all: true });
    expect(typed('dead list --cursor x --after 1/k')).toEqual({ problems: ['give --cursor or --after'] });
    expect(typed('backends list --all --cursor x')).toEqual({
      problems: ['backends list takes no --cursor', 'backends list takes no --all'],
    });
    expect(helpText(['dead'])).toContain('dead list [--limit …] [--cursor …] [--all]');
  });

  test('X2 an id that would make another address of its own is refused before it is sent', () => {
    for (const id of ['', '.', '..']) expect(() => callOf({ operation: 'request_show', id })).toThrow('there is no id');
    expect(callOf({ operation: 'request_show', id: '../backends?x=1#y' }).path).toBe('/api/v1/requests/..%2Fbackends%3Fx%3D1%23y');
  });

  test('E7 everything that is wrong is said at once', () => {
    expect(typed('dead replay key --all --nonsense x more')).toEqual({
      problems: [
        'dead replay takes no --nonsense',
        'unexpected argument for dead replay: more',
        'give exactly one of: a key, --kind <kind>, --all',
      ],
    });
    expect(typed('requests list --status --limit 0')).toEqual({
      problems: ['--status needs a value', '--limit must be a whole number from 1 to 100'],
    });
    expect(typed('dead dismiss')).toEqual({ problems: ['<key> is missing', '--why is missing: it stays on the record'] });
    expect(typed('backends raise local nap')).toEqual({
      problems: [expect.stringMatching(/^there is no flag nap; known: .*pause/), '--why is missing: it stays on the record'],
    });
    expect(typed('backends pause local --why')).toEqual({ problems: ['--why needs a value'] });
    expect(typed('backends add gpu --pools --probes {"data":{"exitCode":0,"monthsAgo":99},"odd":{}}')).toEqual({
      problems: [
        '--pools needs a value',
        expect.stringMatching(/^--probes data.exitCode: /),
        expect.stringMatching(/^--probes data.monthsAgo: /),
        expect.stringMatching(/^--probes \(all\): .*odd/),
      ],
    });
    expect(typed('backends probe local')).toEqual({ problems: ['say now: backends probe <backend> [name] now'] });
    expect(typed('backends probes local maybe')).toEqual({ problems: ['say on or off, not maybe'] });
    expect(typed('backends probes local off')).toEqual({ problems: ['--why is missing: it stays on the record'] });
    expect(typed('runs add tides')).toEqual({ problems: ['--on is missing'] });
    expect(typed('backends maintenance')).toEqual({
      problems: ['unexpected argument for backends: maintenance; did you mean: backends maintenance off, backends maintenance on?'],
    });
    expect(typed('backend list')).toEqual({ problems: [expect.stringMatching(/did you mean: .*backends list/)] });
    expect(typed('bakends show x')).toEqual({ problems: [expect.stringMatching(/did you mean: /)] });
    expect(typed('nothing such')).toEqual({ problems: ['there is no command nothing such'] });
    expect(typed('intake off --why a --why b')).toEqual({ problems: ['--why is given twice'] });
  });

  test('E7 the help names every command', () => {
    for (const { words, about } of commands) {
      expect(helpText()).toContain(`  ${words.join(' ')}`);
      expect(helpText()).toContain(about);
    }
    expect(parseArguments([])).toEqual({ help: true });
  });

  test('E7 the help of one group names its commands and no others; a command that nobody knows gets a suggestion', () => {
    expect(typed('help requests')).toEqual({ help: true, about: ['requests'] });
    const help = helpText(['requests']);
    expect(help).toContain('  requests show');
    expect(help).not.toContain('  backends pause');
    expect(help).not.toContain('agent check');
    expect(helpText(['nonsense'])).toBe(helpText());
    expect(typed('requests shwo rq1')).toEqual({ problems: ['there is no command requests shwo rq1; did you mean: requests show?'] });
    expect(typed('backends nonsense')).toEqual({
      problems: [expect.stringMatching(/^unexpected argument for backends: nonsense; backends has: .*pause/)],
    });
  });

  test('G7 a gate that there is not is refused by name, with those that there are', () => {
    expect(typed('requests waive rq1 chekcs --why x')).toEqual({
      problems: [expect.stringMatching(/^there is no gate chekcs; known: .*checks/)],
    });
  });

  test('E7 whatever is typed is an operation, a list of problems, or the help', () => {
    const known = fc.constantFrom(
      ...commands.flatMap(({ words, options }) => [...words, ...Object.keys(options).map((name) => `--${name}`)]),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(known, fc.string(), fc.constantFrom('--json', '--all=1', '--', '-x', '12/k'))), (words) => {
        const parsed = parseArguments(words);
        if ('problems' in parsed) expect(parsed.problems.length).toBeGreaterThan(0);
        else if ('ask' in parsed) expect(commands.length).toBeGreaterThan(0);
        else expect(parsed.help).toBe(true);
      }),
    );
  });
});

describe('E7 what is printed', () => {
  test('X2 is one line a row, whatever a cause holds', () => {
    const text = printed({ rows: [{ key: 'k', cause: 'two\nlines \u001b[31m and \u202e back' }], nextCursor: 'WzcsImsiXQ' });
    expect(text.split('\n')).toEqual(['key  cause', 'k    two lines  [31m and   back', '', 'more: --cursor WzcsImsiXQ, or --all', '']);
    expect(printed({ rows: [] }, ['rows'])).toBe('nothing\n');
  });
});

describe('E7 where it talks to', () => {
  test('E7 the data folder unless address and token are given, both and safe', () => {
    expect(readOperatorConfig({})).toEqual({ at: 'data', data: './data' });
    expect(readOperatorConfig({ REHEARSAL_DATA: 'x' })).toEqual({ at: 'data', data: 'x' });
    const token = 't'.repeat(40);
    expect(readOperatorConfig({ REHEARSAL_URL: 'https://r.example', REHEARSAL_TOKEN: token })).toEqual({
      at: 'url',
      url: 'https://r.example',
      token,
    });
    expect(() => readOperatorConfig({ REHEARSAL_URL: 'http://r.example', REHEARSAL_TOKEN: 'short' })).toThrow(
      /REHEARSAL_URL must be an https:[^]*REHEARSAL_TOKEN must be 32/,
    );
    expect(() => readOperatorConfig({ REHEARSAL_TOKEN: token })).toThrow('REHEARSAL_URL is missing');
  });
});
