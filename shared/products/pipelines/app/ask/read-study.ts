import { CodeHostUnavailable, type CodeHost } from '#contexts/gates/ports/code-host.ts';
import { urlOf, type Repository } from '#products/pipelines/domain/ask/repository.ts';
import { allowsRepository } from '#products/pipelines/domain/rules.ts';
import type { PlanFile } from '#products/pipelines/domain/plan-file/plan.ts';
import type { Problem } from '#products/pipelines/domain/plan-file/problem.ts';
import { readPlanFile, type ReadPlanFile } from '#products/pipelines/domain/plan-file/read.ts';

/** A commit of a branch: what runs is this, whatever becomes of the branch. */
export interface Study {
  repository: Repository;
  branch: string;
  commit: string;
}

export const PLAN_FILE = 'project.yaml';

export type StudyRefused =
  | { code: 'repository' | 'branch' | 'commit' | 'no_file'; details: string }
  | { code: 'file'; details: string; problems: readonly Problem[] };

export type StudyRead = { plan: PlanFile; warnings: readonly Problem[] } | { refused: StudyRefused };

/** K1. The plan of a study at its commit. Throws CodeHostUnavailable where the host cannot be asked: then nothing is known. */
export async function readStudy(host: CodeHost, study: Study, allowed: readonly string[]): Promise<StudyRead> {
  const refused = await refusedPlace(host, study, allowed);
  if (refused !== undefined) return { refused };
  const text = (await host.readFiles(refOf(study), study.commit, [PLAN_FILE])).get(PLAN_FILE);
  if (text === undefined) return { refused: { code: 'no_file', details: `There is no ${PLAN_FILE} in ${shownCommit(study)}.` } };
  const read = readOnce(study, text);
  if (read.ok) return { plan: read.plan, warnings: read.warnings };
  return { refused: { code: 'file', details: detailsOf(read.problems), problems: read.problems } };
}

async function refusedPlace(host: CodeHost, study: Study, allowed: readonly string[]): Promise<StudyRefused | undefined> {
  const url = urlOf(study.repository);
  const { owner, repository } = study.repository;
  if (!allowsRepository(allowed, `${owner}/${repository}`)) return { code: 'repository', details: `Studies of ${url} are not run here.` };
  const has = await unlessMissing(host.branchHas(refOf(study), study.commit));
  if (has === 'no_repository') return { code: 'repository', details: `There is no repository ${url}, or it cannot be read from here.` };
  if (has === 'no_branch') return { code: 'branch', details: `${url} has no branch ${study.branch}.` };
  return has ? undefined : { code: 'commit', details: `The branch ${study.branch} of ${url} does not have the commit ${study.commit}.` };
}

/** That the host has no such repository is an answer. Throws what else it throws. */
export async function unlessMissing<A>(asked: Promise<A>): Promise<A | 'no_repository'> {
  return asked.catch((error: unknown) => {
    if (error instanceof CodeHostUnavailable && error.noRepository) return 'no_repository';
    throw error;
  });
}

/** The branch alone: a ref of another kind, a pull request's, is none. */
function refOf({ repository, branch }: Study) {
  return { kind: 'ref', ...repository, ref: `refs/heads/${branch}` } as const;
}

function shownCommit({ repository, commit }: Study): string {
  return `${urlOf(repository)} at ${commit.slice(0, 7)}`;
}

/** So many are told in one sentence; a page shows them all. */
const MOST_TOLD = 20;

function detailsOf(problems: readonly Problem[]): string {
  const told = problems.slice(0, MOST_TOLD).map(({ line, column, message }) => `line ${line}, column ${column}: ${message}`);
  const more = problems.length > MOST_TOLD ? [`and ${problems.length - MOST_TOLD} more`] : [];
  return [`${PLAN_FILE} cannot be run.`, ...told, ...more].join('\n');
}

/** Files that were read lately: a preview and the run after it ask for the same one, and a large one takes a while. */
const MOST_REMEMBERED = 8;
const remembered = new Map<string, { text: string; read: ReadPlanFile }>();

function readOnce({ repository, commit }: Study, text: string): ReadPlanFile {
  const key = `${urlOf(repository)}@${commit}`;
  const known = remembered.get(key);
  if (known?.text === text) return known.read;
  const read = readPlanFile(text);
  remembered.set(key, { text, read });
  const [oldest] = remembered.keys();
  if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  return read;
}
