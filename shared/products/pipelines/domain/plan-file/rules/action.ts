import { LONGEST_NAME } from '#contexts/plans/domain/limits.ts';
import { usesDatabase } from '#products/pipelines/domain/plan-file/database.ts';
import type { Action } from '#products/pipelines/domain/plan-file/plan.ts';
import { named } from '#products/pipelines/domain/plan-file/problem.ts';
import { checkCohort } from '#products/pipelines/domain/plan-file/rules/cohort.ts';
import { objectOf } from '#products/pipelines/domain/plan-file/rules/config.ts';
import { checkDataset } from '#products/pipelines/domain/plan-file/rules/dataset.ts';
import { below, type Here } from '#products/pipelines/domain/plan-file/rules/here.ts';
import { readNeeds, type PlacedNeed } from '#products/pipelines/domain/plan-file/rules/needs.ts';
import { readOutputs, type PlacedOutput } from '#products/pipelines/domain/plan-file/rules/outputs.ts';
import { readRun } from '#products/pipelines/domain/plan-file/rules/run.ts';
import { entriesBeside, given, type Entry, type Mapping, type Value } from '#products/pipelines/domain/plan-file/yaml/value.ts';

const KEYS = ['run', 'outputs', 'needs', 'config', 'dummy_data_file'];

/** What could be read of an action, for what is asked of all together. */
export interface ActionRead {
  name: string;
  /** Numbers are kept as they are: no need names them. */
  isText: boolean;
  at: number;
  run?: { text: string; at: number };
  needs: readonly PlacedNeed[];
  outputs: readonly PlacedOutput[];
  /** All of it; undefined where something was missing. */
  action?: Action;
}

/** A01 to A21, N, O, D and X, as far as they ask for one action alone. */
export function readAction({ name, isText, at, value }: Entry, here: Here): ActionRead {
  const bare = { name, isText, at, needs: [], outputs: [] };
  checkName(name, at, here);
  if (value.kind !== 'mapping') {
    here.refuse({ rule: 'A01', at: value.at, message: `action ${here.name} must be a mapping`, hint: 'It has run and outputs.' });
    return bare;
  }
  for (const key of entriesBeside(value, KEYS)) refuseKey(key, here);
  const [run, outputs] = (['run', 'outputs'] as const).map((key) => needed(value, key, at, here));
  const read = run && readRun(run, below(here, 'run'));
  const left = outputs && readOutputs(outputs, below(here, 'outputs'));
  const needs = readNeeds(given(value, 'needs'), below(here, 'needs'));
  const more = readMore(value, here);
  const image = read?.image;
  if (run && read && image && left) checkDataset(image.name, read, run.at, left, here);
  if (run && read && image) checkCohort(image.name, read, run.at, left, here);
  const found = { ...bare, needs, outputs: left?.outputs ?? [], ...(run?.kind === 'text' ? { run: { text: run.value, at: run.at } } : {}) };
  if (read === undefined || image === undefined) return found;
  const action: Action = {
    name,
    run: read.run,
    words: read.words,
    image,
    needs: needs.map((need) => need.name),
    outputs: found.outputs.map(({ level, name: output, path }) => ({ level, name: output, path })),
    ...more,
    usesDatabase: usesDatabase(image.name, read.words[1]),
  };
  return { ...found, action };
}

function checkName(name: string, at: number, { refuse, name: shown }: Here): void {
  if (name === '') refuse({ rule: 'L07', at, message: 'an action without a name', hint: 'Give it one.' });
  if (name.length > LONGEST_NAME)
    refuse({ rule: 'L07', at, message: `the name of action ${shown} has more than ${LONGEST_NAME} characters`, hint: 'Shorten it.' });
}

function refuseKey({ name, at }: Entry, here: Here): void {
  const message = `unexpected key ${named(name)} in action ${here.name}`;
  here.refuse({ rule: name === 'action_id' ? 'A21' : 'A04', at, path: [name], message, hint: `An action has ${KEYS.join(', ')}.` });
}

function needed(action: Mapping, key: 'run' | 'outputs', at: number, here: Here): Value | undefined {
  const value = given(action, key);
  if (value === undefined)
    here.refuse({ rule: key === 'run' ? 'A02' : 'A03', at, path: [key], message: `action ${here.name} needs ${key}` });
  return value;
}

function readMore(action: Mapping, here: Here): Pick<Action, 'config' | 'dummyDataFile'> {
  const config = given(action, 'config');
  const file = given(action, 'dummy_data_file');
  if (config !== undefined && config.kind !== 'mapping')
    here.refuse({ rule: 'A17', at: config.at, path: ['config'], message: `config of ${here.name} must be a mapping` });
  if (file !== undefined && file.kind !== 'text')
    here.refuse({ rule: 'A18', at: file.at, path: ['dummy_data_file'], message: `dummy_data_file of ${here.name} must be text` });
  return {
    ...(config?.kind === 'mapping' ? { config: objectOf(config) } : {}),
    ...(file?.kind === 'text' ? { dummyDataFile: file.value } : {}),
  };
}
