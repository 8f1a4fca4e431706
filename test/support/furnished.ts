import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beginSession } from '#contexts/access/app/begin-session.ts';
import { sessionRules } from '#contexts/access/settings/sign-in.ts';
import { countStates } from '#infra/embedded/demo/forms.ts';
import { STUDY } from '#infra/embedded/demo/pipeline/settings.ts';
import { makeSampleRepository, study } from '#infra/embedded/sample-project.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import { ask, eventually, mailReader, press, startEmbedded, stateOf, untilStatus, type Embedded } from './embedded.ts';

const DAY = 24 * 60 * 60 * 1000;

/** A real installation in which there is one of each thing that a page can show. */
export interface Furnished {
  home: Embedded;
  /** A request whose audit awaits its verdict. */
  request: string;
  /** One that awaits its review. */
  waiting: string;
  /** The audit's run, and a run of a pipeline. */
  operation: string;
  run: string;
  /** Cookie of a browser in which this person has just signed in. */
  signIn(person: string): Promise<string>;
  /** As an operator, by the API. */
  api(method: string, address: string, body?: unknown): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

export async function furnished(): Promise<Furnished> {
  const folder = await mkdtemp(path.join(tmpdir(), 'furnished-'));
  const repositories = { lessons: path.join(folder, 'lessons.git'), study: path.join(folder, 'study.git') };
  await makeSampleRepository(repositories.lessons);
  await makeSampleRepository(repositories.study, study);
  const home = await startEmbedded({ settings: settingsWith(repositories) });
  const api = apiOf(home);
  const mail = mailReader(home);
  const request = await ask(home, countStates({ explorations: 6, states: 21, invalid: 0 }));
  await press(home, await mail('ana@', request, 'review wanted'), 'Accept');
  await api('POST', 'workspaces', {
    workspace: 'tides',
    repository: `${STUDY.owner}/${STUDY.repository}`,
    branch: 'main',
    purpose: 'Visits of practices',
    people: ['rosa'],
  });
  const { run } = await api('POST', 'runs', { workspace: 'tides', backend: 'local', actions: ['checks'] });
  await api('POST', 'schedules', { name: 'nightly', starts: 'run', cron: '30 6 * * 1-5', input: { workspace: 'tides', backend: 'local' } });
  await api('POST', 'tokens', { holder: 'client.ci', permissions: ['requests.read'], everywhere: true });
  await api('POST', 'people', { id: 'nina', name: 'Nina New', email: 'nina@example.org' });
  await letterDies(home);
  await untilStatus(home, request, 'awaiting_verdict');
  const operation = (await stateOf(home, request)).jobs[0]?.runs[0]?.id ?? '';
  const waiting = await ask(home, countStates({ explorations: 6, states: 20, invalid: 0 }));
  await untilStatus(home, waiting, 'in_review');
  await eventually('the run to end', async () => ((await api('GET', `runs/${String(run)}`))['endedAt'] === undefined ? undefined : true));
  return {
    home,
    request,
    waiting,
    operation,
    run: String(run),
    signIn: (person) => signsIn(home, person),
    api,
    async stop() {
      await home.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The sample's people and a researcher, a shared backend, a study beside the jobs' project, and two releases. */
function settingsWith(paths: { lessons: string; study: string }): Record<string, unknown> {
  const sample = sampleSettings({ data: '.', publicUrl: 'http://127.0.0.1' });
  const local = { ...sample.backends[0], pools: { default: { slots: 2 }, database: { slots: 1 } } };
  const rosa = { id: 'rosa', name: 'Rosa Research', email: 'rosa@example.org', roles: [{ role: 'researcher', workspace: 'tides' }] };
  const cutAt = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 16);
  return {
    people: [...sample.people, rosa],
    repositories: [
      ...sample.repositories.map((one) => ({ ...one, path: paths.lessons })),
      { ...STUDY, baseRef: 'main', path: paths.study, registryFile: 'project.yaml' },
    ],
    backends: [local],
    pipelines: {
      repositories: [STUDY.owner],
      images: ['ehrql', 'node'],
      actions: { mostRows: 100, command: ['{node}', '{workdir}/run-action.mjs', '{image}', '{args}'] },
    },
    calendar: {
      releases: [
        { name: '3.4.1', hardCutoff: cutAt(4) },
        { name: '3.4.2', hardCutoff: cutAt(34) },
      ],
    },
  };
}

function apiOf({ runtime }: Embedded): Furnished['api'] {
  return async (method, address, body) => {
    const answer = await fetch(`${runtime.url}/api/v1/${address}`, {
      method,
      headers: {
        authorization: `Bearer ${runtime.parts.operatorToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${address} was answered ${answer.status}: ${text.slice(0, 500)}`);
    return JSON.parse(text) as Record<string, unknown>;
  };
}

async function signsIn({ runtime }: Embedded, person: string): Promise<string> {
  const { system, settings } = runtime.parts;
  const secret = `${person}${Math.random().toString(36)}`
    .replace(/[^a-z0-9]/g, '')
    .padEnd(43, 'x')
    .slice(0, 43);
  const begun = await beginSession(kernelOf(system), sessionRules(settings.signIn, 1), {
    who: { kind: 'person', id: person },
    secret,
    way: 'mail',
    from: 'a test',
  });
  if (!begun.begun) throw new Error(`${person} cannot sign in`);
  return begun.text;
}

/** A mail that was given up. */
export async function letterDies({ runtime }: Embedded): Promise<void> {
  const { store } = runtime.parts.system;
  const at = await store.now();
  const subject = { kind: 'request', id: 'gone1' };
  const dead = {
    key: 'gone1.1.send_mail',
    kind: 'send_mail',
    subject,
    effect: { kind: 'send_mail', subject },
    state: 'dead',
    open: false,
    createdAt: at - 60_000,
    dueAt: at,
    sweepAt: at,
    dispatches: 3,
    attempts: 8,
    finishedAt: at,
    errors: [{ at, message: 'the mail server is away' }],
  };
  await store.transact(async (tx) => tx.set({ collection: 'outbox', id: dead.key }, dead as unknown as OutboxDocument));
}
