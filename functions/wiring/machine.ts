import type { Machine } from '#kernel/system.ts';
import { joined } from '#kernel/tables.ts';
import * as pipelines from '#products/pipelines/app/machine.ts';
import * as rehearsal from '#products/rehearsal/app/machine.ts';
import { others } from './others.ts';
import { owners } from './owners.ts';
import type { Transaction } from './system.ts';

const processes = joined<Machine<Transaction>['processes'][string]>('process', [rehearsal.processes, pipelines.processes]);

/** What the installation's products have together: whoever commands, performs, dispatches or sweeps sees the processes and effects of all. */
export const machine: Machine<Transaction> = {
  effects: joined('effect', [
    rehearsal.effectsIn({ processes: Object.keys(processes), told: Object.keys(others.tellers), owners }),
    pipelines.effects,
  ]),
  processes,
};
