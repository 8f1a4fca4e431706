import path from 'node:path';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { openFirestoreRestStore } from '#platform/google/firestore-rest-store.ts';
import { openFirestoreStore } from '#platform/google/firestore-store.ts';
import { startRuntime } from '#infra/embedded/runtime.ts';
import { bareFirestoreCommit, bareFirestoreTransaction, bareRestTransaction, bareSqlite } from '../bare-commits.ts';
import type { Figure, SectionResult } from '../figures.ts';
import { openEmulator } from '../firestore.ts';
import { renamed, serveIntakeAlone, type IntakeAlone } from '../intake-alone.ts';
import { interleave } from '../interleave.ts';
import { makePlace } from '../place.ts';
import { createPoster, signed } from '../post.ts';
import { exampleForm, sendFromThread } from '../senders.ts';
import { median, percentile } from '../statistics.ts';
import { collections } from '#functions/wiring/collections.ts';

/** `POST /requests` beside a bare commit of what it wrote, on both stores; then how many the whole system takes in a second. */
export async function benchIntake(): Promise<SectionResult> {
  const remarks = [
    'A form has two jobs; the client is in the same process as the server for the times, in a thread of its own for the rates.',
    'Whole system: each row adds to the backlog of effects (gates by git, mails, sheet) that the rows before left.',
  ];
  const sqlite = await onSqlite();
  const emulator = await onEmulator(remarks);
  return { figures: [...sqlite.figures, ...emulator, ...(await wholeSystem(sqlite.bareRate))], remarks };
}

async function onSqlite(): Promise<{ figures: Figure[]; bareRate: number }> {
  const place = await makePlace();
  const file = path.join(place.folder, 'store.sqlite');
  const store = openSqliteStore({ collections, path: file });
  const intake = await serveIntakeAlone(store);
  const bare = bareSqlite(file);
  const submit = submitter(intake);
  const times = await interleave({ post: submit, bare: () => bare.commit(renamed(intake.written())) }, 400, 100);
  const rates: Figure[] = [];
  const bareRate = 1000 / median(times.bare);
  for (const senders of [1, 8, 32]) rates.push(await rate(`alone on SQLite, ${senders} senders`, intake, senders, bareRate));
  bare.close();
  await intake.close();
  await store.close();
  await place.remove();
  return { figures: [...pair('POST /requests, SQLite', times.post, 'bare commit', times.bare), ...rates], bareRate };
}

async function onEmulator(remarks: string[]): Promise<Figure[]> {
  const emulator = await openEmulator();
  if (typeof emulator === 'string') {
    remarks.push(`Not measured on Firestore: ${emulator}`);
    return [];
  }
  const { firestore, host, project } = emulator;
  const rest = await serveIntakeAlone(openFirestoreRestStore({ collections, project, emulator: host }));
  const sdk = await serveIntakeAlone(openFirestoreStore({ collections, firestore }));
  const plain = bareRestTransaction(emulator);
  const works = {
    rest: submitter(rest),
    sdk: submitter(sdk),
    commit: () => bareFirestoreCommit(firestore, renamed(sdk.written())),
    transaction: () => bareFirestoreTransaction(firestore, renamed(sdk.written())),
    plain: () => plain.commit(renamed(sdk.written())),
  };
  await works.sdk();
  const times = await interleave(works, 250, 150);
  plain.close();
  await rest.close();
  await sdk.close();
  await emulator.stop();
  const transaction = 'bare transaction: one read call, one commit';
  return [
    ...pair('POST /requests, emulator by REST (as in the cloud)', times.rest, transaction, times.transaction),
    ...pair('same', times.rest, 'the same two calls over REST, without a client', times.plain),
    ...pair('POST /requests, emulator by SDK', times.sdk, transaction, times.transaction),
    ...pair('same', times.sdk, 'bare commit, nothing read', times.commit),
  ];
}

function submitter({ url, secret }: IntakeAlone): () => Promise<void> {
  const poster = createPoster();
  return async () => {
    const { headers, body } = signed(exampleForm(), secret);
    const { status, text } = await poster.post(`${url}/requests`, headers, body);
    if (status !== 201) throw new Error(`intake answered ${status}: ${text.slice(0, 200)}`);
  };
}

function pair(name: string, subject: number[], floorName: string, floor: number[]): Figure[] {
  return [
    { name: `${name}, median`, value: median(subject), unit: 'ms', floor: { name: floorName, value: median(floor) } },
    { name: `${name}, p99`, value: percentile(subject, 0.99), unit: 'ms', floor: { name: floorName, value: percentile(floor, 0.99) } },
  ];
}

async function wholeSystem(bareRate: number): Promise<Figure[]> {
  const place = await makePlace();
  const runtime = await startRuntime(place.config, { agent: false });
  const target = { url: runtime.url, secret: runtime.parts.secrets.webhookSecrets[0] ?? '' };
  const figures: Figure[] = [];
  for (const senders of [1, 8, 32]) figures.push(await rate(`whole system, ${senders} senders`, target, senders, bareRate));
  await runtime.stop();
  await place.remove();
  return figures;
}

async function rate(name: string, { url, secret }: { url: string; secret: string }, senders: number, bareRate: number): Promise<Figure> {
  const sent = await sendFromThread({ url, secret, senders, time: 4_000 });
  const note = `answers: median ${median(sent.times).toFixed(1)} ms, p99 ${percentile(sent.times, 0.99).toFixed(1)} ms${sent.refused > 0 ? `, ${sent.refused} refused` : ''}`;
  return { name, value: sent.accepted / sent.seconds, unit: '/s', floor: { name: 'bare commits, one by one', value: bareRate }, note };
}
