import { describe, expect, test } from '@jest/globals';
import { storedWorkspaces } from '#products/pipelines/app/stored-workspaces.ts';
import { allowsRepository, type PipelineRules } from '#products/pipelines/domain/rules.ts';
import { createWorkspace, type NewWorkspace } from '#products/pipelines/domain/workspace/create.ts';
import { workspaceProcess, type WorkspaceAsked } from '#products/pipelines/domain/workspace/process.ts';
import { faultsOf, fold } from '#kernel/process.ts';
import { samplePipelines } from '#test/support/sample-pipelines.ts';
import { people } from '#test/support/sample-request.ts';

const rules: PipelineRules = { people, backends: [], ...samplePipelines };
const asked: NewWorkspace = {
  name: 'long-covid',
  repository: 'opensafely/long-covid',
  branch: 'main',
  purpose: 'who has it for how long',
  people: ['ruth'],
};

function problemsOf(over: Partial<NewWorkspace>): string[] {
  const made = createWorkspace({ ...asked, ...over }, rules, 1, 'grace');
  return 'problems' in made ? made.problems.map(({ field, message }) => `${field} ${message}`) : [];
}

/** The state after these, and what each brought: names of facts, or why not. */
function play(...all: WorkspaceAsked[]) {
  const made = createWorkspace(asked, rules, 1, 'grace');
  if ('problems' in made) throw new Error('the sample is wrong');
  let state = { ...made.state, version: 1 };
  const entries = [{ version: 1, facts: made.facts }];
  const brought = all.map((one, n) => {
    const header = { id: `c${n}`, at: n + 2, by: { kind: 'system', part: 'operators' }, operator: 'alan' } as const;
    const decision = workspaceProcess.decide(state, { ...header, ...one }, rules);
    if ('refused' in decision) return decision.refused.code;
    if (decision.facts.length === 0) return 'nothing';
    state = { ...decision.state, version: state.version + 1 };
    entries.push({ version: state.version, facts: decision.facts });
    return decision.facts.map(({ fact }) => fact).join();
  });
  return { state, brought, entries };
}

describe('K4 a workspace', () => {
  test('K4 is a repository, a branch and a purpose under one name, with its people', () => {
    expect(problemsOf({})).toEqual([]);
    const { state } = play();
    expect(state).toEqual({ ...asked, createdAt: 1, version: 1 });
  });

  test('K4 everything that is wrong with a new one is said at once', () => {
    expect(problemsOf({ name: 'bad name!!', repository: 'long-covid', branch: '-x', purpose: '  ', people: ['nobody'] })).toEqual([
      'name must be letters, digits, _ and -, at most 100, and not __ at both ends',
      'repository must be written as owner/name',
      'branch is not the name of a branch',
      'purpose must be said',
      'people names nobody of this installation: nobody',
    ]);
    expect(problemsOf({ name: '__proto__' })).toHaveLength(1);
    expect(problemsOf({ repository: 'somebody/else' })).toEqual(['repository is none that this installation allows']);
  });

  test('K1 what is allowed is all of an owner or one repository, as the code host writes names; no beginning of a name counts', () => {
    const allowed = (repository: string): boolean => allowsRepository(rules.pipelines.repositories, repository);
    expect(['opensafely/a', 'OpenSAFELY/a', 'oppia/studies', 'Oppia/Studies'].map(allowed)).toEqual([true, true, true, true]);
    expect(['opensafely-x/a', 'oppia/studies2', 'oppia/oppia', 'oppia'].map(allowed)).toEqual([false, false, false, false]);
  });

  test('K4 Z1 people come and go, it is archived and restored: its timeline, whose fold it is; the same again is no news', () => {
    const { state, brought, entries } = play(
      { command: 'change_people', add: ['tim', 'tim', 'ruth'], remove: ['ruth'] },
      { command: 'change_people', add: ['tim'], remove: ['ruth'] },
      { command: 'change_people', add: ['nobody'], remove: [] },
      { command: 'archive_workspace', why: 'published' },
      { command: 'archive_workspace', why: 'published' },
      { command: 'restore_workspace' },
      { command: 'restore_workspace' },
      { command: 'archive_workspace', why: 'published again' },
    );
    expect(brought).toEqual([
      'people_changed',
      'nothing',
      'unknown_person',
      'workspace_archived',
      'nothing',
      'workspace_restored',
      'nothing',
      'workspace_archived',
    ]);
    expect(state).toMatchObject({ people: ['tim'], archived: { by: 'alan', why: 'published again' } });
    expect(fold(workspaceProcess, entries)).toEqual(state);
    expect(faultsOf(workspaceProcess.schema, state)).toEqual([]);
  });

  test('W4 who has left the installation can still be removed', () => {
    const { state } = play();
    const gone: PipelineRules = { ...rules, people: people.filter(({ id }) => id !== 'ruth') };
    const header = { id: 'c', at: 2, by: { kind: 'system', part: 'operators' }, operator: 'alan' } as const;
    const decision = workspaceProcess.decide(state, { ...header, command: 'change_people', add: [], remove: ['ruth'] }, gone);
    expect(decision).toMatchObject({ state: { people: [] } });
  });

  test('X2 no two processes have one name in keys', () => {
    expect(storedWorkspaces.nameOf('a')).toBe('workspace.a');
  });
});
