import { MOST_ACTIONS } from '#products/pipelines/domain/plan-file/limits.ts';
import type { PlanFile } from '#products/pipelines/domain/plan-file/plan.ts';
import { named, type Findings } from '#products/pipelines/domain/plan-file/problem.ts';
import { checkAcross } from '#products/pipelines/domain/plan-file/rules/across.ts';
import { readAction, type ActionRead } from '#products/pipelines/domain/plan-file/rules/action.ts';
import { checkExpectations } from '#products/pipelines/domain/plan-file/rules/expectations.ts';
import { below, type Here } from '#products/pipelines/domain/plan-file/rules/here.ts';
import { RESERVED } from '#products/pipelines/domain/plan-file/rules/reserved.ts';
import { readVersion } from '#products/pipelines/domain/plan-file/rules/version.ts';
import { entriesBeside, given, type Entry, type Mapping, type Value } from '#products/pipelines/domain/plan-file/yaml/value.ts';

const KEYS = ['version', 'actions', 'expectations'];

/** The plan that the document means; whole where nothing was refused. */
export function readTop(top: Value, findings: Findings): PlanFile | undefined {
  if (top.kind === 'null') return findings.refuse({ rule: 'Y06', at: top.at, message: 'the file is empty' });
  if (top.kind !== 'mapping') return findings.refuse({ rule: 'Y07', at: top.at, message: 'the file is not a mapping' });
  for (const { name, at } of entriesBeside(top, KEYS))
    findings.refuse({
      rule: 'P01',
      at,
      path: [name],
      message: `unexpected key ${named(name)} in the project`,
      hint: 'A project has version and actions.',
    });
  const version = readVersion(top, findings);
  checkExpectations(top, version, findings);
  const actions = readActions(top, version, findings);
  checkAcross(actions, version, findings);
  const whole = actions.flatMap(({ name, action }) => (action === undefined || name === RESERVED ? [] : [action]));
  return version === undefined ? undefined : { version, actions: whole };
}

function readActions(top: Mapping, version: number | undefined, findings: Findings): ActionRead[] {
  const path = ['actions'];
  const value = given(top, 'actions');
  if (value?.kind !== 'mapping') {
    const rule = value === undefined ? 'P09' : 'P08';
    findings.refuse({
      rule,
      at: value?.at ?? top.at,
      path,
      message: 'actions must be a mapping',
      hint: 'Each action has its name as a key.',
    });
    return [];
  }
  if (value.entries.size > MOST_ACTIONS) {
    findings.refuse({ rule: 'L04', at: value.at, path, message: `${value.entries.size} actions are more than ${MOST_ACTIONS}` });
    return [];
  }
  return [...value.entries.values()].map((entry) => {
    const here = hereAt(entry, version, findings);
    if (entry.name === RESERVED) judgeReserved(entry, version, findings);
    return readAction(entry, here);
  });
}

function hereAt({ name }: Entry, version: number | undefined, findings: Findings): Here {
  return below({ name: named(name), version, refuse: findings.refuse }, 'actions', name);
}

function judgeReserved({ name, at }: Entry, version: number | undefined, { refuse, warn }: Findings): void {
  const place = { at, path: ['actions', name] };
  if (version === undefined) return;
  if (version >= 5)
    refuse({ ...place, rule: 'P11', message: `${RESERVED} is reserved`, hint: 'Take it out: asking for run_all means all actions.' });
  else warn({ ...place, rule: 'P12', message: `${RESERVED} is ignored: asking for it means all actions` });
}
