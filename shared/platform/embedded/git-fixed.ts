import type { Git, GitResult } from './run-git.ts';

const MOST = 1_000;
/** Of what git said; longer answers are asked for again. */
const MOST_CHARACTERS = 50_000;

/**
 * Git with a memory, for questions that name whole commit ids only: their answers can never change. The oldest are forgotten. What fails is
 * not remembered: the commit may arrive later.
 */
export function rememberFixed(git: Git, answers: Map<string, GitResult>): Git {
  return async (args, more = {}) => {
    const key = JSON.stringify([args, more]);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = await git(args, more);
    if (answer.stdout.length > MOST_CHARACTERS) return answer;
    answers.set(key, answer);
    const [oldest] = answers.keys();
    if (answers.size > MOST && oldest !== undefined) answers.delete(oldest);
    return answer;
  };
}
