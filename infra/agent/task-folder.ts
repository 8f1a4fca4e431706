import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { agentTask, type AgentTask, type OutputStream } from '#contexts/operations/agent.ts';
import { manifestEntry, type ManifestEntry } from '#contexts/operations/domain/action/result.ts';
import { readValue, sizeOf, syncFile, writeOnce, writeWhole } from './files.ts';
import { identity, isAlive, type Identity } from './processes.ts';
import {
  cell,
  claim,
  ending,
  finalized,
  launch,
  prepared,
  type Cell,
  type Claim,
  type Ending,
  type Finalized,
  type Launch,
} from './task-files.ts';

/** One task's memory on disk. Every file is written whole or not at all. */
export interface TaskFolder extends ActionMemory {
  path: string;
  task(): AgentTask | undefined;
  launch(): Launch | undefined;
  claim(): Claim | undefined;
  leader(): Identity | undefined;
  cell(): Cell | undefined;
  ending(): Ending | undefined;
  stopRequested(): boolean;
  /** Of the machine, when this was begun. */
  boot(): string | undefined;
  reported(): boolean;
  acknowledged(stream: OutputStream): number;
  outputPath(stream: OutputStream): string;
  planPath(stream: OutputStream): string;
  sizes(): Record<OutputStream, number>;
  saveTask(task: AgentTask): void;
  saveBoot(boot: string): void;
  saveLaunch(launch: Launch): void;
  /** True for the one caller who may start the job, or may say that nobody will. */
  takeClaim(claim: Claim): boolean;
  /** True for the one supervisor that goes on with what one that is gone has begun. */
  takeOver(claim: Claim): boolean;
  saveLeader(leader: Identity): void;
  saveCell(cell: Cell): void;
  /** What it wrote so far is on the disk. */
  syncOutput(): void;
  /** The first ending is the true one. */
  saveEnding(ending: Ending): void;
  requestStop(): void;
  saveAcknowledged(stream: OutputStream, seq: number): void;
  saveReported(): void;
  /** The server has lost what it was told: tell it all again. */
  forgetReported(): void;
}

/** K3. What is remembered of an action beside. */
interface ActionMemory {
  /** The folder that it starts in. */
  prepared(): string | undefined;
  /** What is to be started is made ready anew: nobody has started it. */
  forgetPrepared(): void;
  finalized(): Finalized | undefined;
  entries(): ManifestEntry[];
  /** False where another was first. */
  savePrepared(work: string): boolean;
  saveEntries(entries: readonly ManifestEntry[]): void;
  saveFinalized(value: Finalized): void;
}

function actionMemory(file: (name: string) => string): ActionMemory {
  return {
    prepared: () => readValue(file('prepared.json'), prepared)?.work,
    forgetPrepared: () => {
      for (const name of ['prepared.json', 'launch.json']) rmSync(file(name), { force: true });
    },
    finalized: () => readValue(file('finalized.json'), finalized),
    entries: () => readValue(file('entries.json'), z.array(manifestEntry)) ?? [],
    savePrepared: (work) => writeOnce(file('prepared.json'), { work }),
    saveEntries: (entries) => writeWhole(file('entries.json'), entries),
    saveFinalized: (value) => void writeOnce(file('finalized.json'), value),
  };
}

export function openTaskFolder(path: string): TaskFolder {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const file = (name: string): string => join(path, name);
  return {
    path,
    ...actionMemory(file),
    task: () => readValue(file('task.json'), agentTask),
    launch: () => readValue(file('launch.json'), launch),
    claim: () => readValue(file(claimName(takenOver(path))), claim),
    leader: () => readValue(file('process.json'), identity),
    cell: () => readValue(file('cell.json'), cell),
    ending: () => readValue(file('exit.json'), ending),
    stopRequested: () => existsSync(file('stop.json')),
    boot: () => readValue(file('boot.json'), z.string()),
    reported: () => existsSync(file('reported.json')),
    acknowledged: (stream) => readValue(file(`${stream}.acked`), z.int()) ?? 0,
    outputPath: (stream) => file(stream),
    planPath: (stream) => file(`${stream}.plan`),
    sizes: () => ({ stdout: sizeOf(file('stdout')), stderr: sizeOf(file('stderr')) }),
    saveTask: (value) => writeWhole(file('task.json'), value),
    saveBoot: (value) => writeWhole(file('boot.json'), value),
    saveLaunch: (value) => void writeOnce(file('launch.json'), value),
    takeClaim: (value) => writeOnce(file(claimName(0)), value),
    takeOver: (value) => takeOver(file, takenOver(path), value),
    saveLeader: (leader) => writeWhole(file('process.json'), leader),
    saveCell: (value) => writeWhole(file('cell.json'), value),
    syncOutput: () => {
      for (const name of ['stdout', 'stderr']) syncFile(file(name));
    },
    saveEnding: (value) => void writeOnce(file('exit.json'), value),
    requestStop: () => void writeOnce(file('stop.json'), { at: Date.now() }),
    saveAcknowledged: (stream, seq) => writeWhole(file(`${stream}.acked`), seq),
    saveReported: () => writeWhole(file('reported.json'), { at: Date.now() }),
    forgetReported: () => {
      for (const name of ['reported.json', 'stdout.acked', 'stderr.acked']) rmSync(file(name), { force: true });
    },
  };
}

function claimName(times: number): string {
  return times === 0 ? 'claim.json' : `claim-${times}.json`;
}

function takeOver(file: (name: string) => string, times: number, value: Claim): boolean {
  const former = readValue(file(claimName(times)), claim);
  return former?.by === 'supervisor' && !isAlive(former.supervisor) && writeOnce(file(claimName(times + 1)), value);
}

/** How often one supervisor went on in the place of another. */
function takenOver(path: string): number {
  let times = 0;
  while (existsSync(join(path, claimName(times + 1)))) times += 1;
  return times;
}
