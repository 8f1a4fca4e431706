import { z } from 'zod';
import type { Change } from '#contexts/intake/domain/submission.ts';
import type { Brought } from '#contexts/gates/domain/pull-request/queue-commit.ts';
import { CodeHostUnavailable } from '#contexts/gates/ports/code-host.ts';
import type { GitHub } from './github-calls.ts';
import { checkedSha } from '../checked-names.ts';
import { placeOf } from './github-names.ts';

const comparedShape = z.object({
  files: z
    .array(z.object({ filename: z.string(), previous_filename: z.string().optional(), status: z.string(), sha: z.string().nullable() }))
    .optional(),
});

/** A comparison names no more files than this, and does not say that there are more. */
const MOST_COMPARED = 300;

/** From where the two parted: what a commit of a queue, or a test ref, brings onto its base. `sha` of a file is its blob. */
export async function readBrought(github: GitHub, change: Change, baseSha: string, headSha: string): Promise<Brought> {
  const asked = { ...placeOf(change), basehead: `${checkedSha(baseSha)}...${checkedSha(headSha)}`, per_page: 1 };
  const compared = await github.read('GET /repos/{owner}/{repo}/compare/{basehead}', asked, comparedShape);
  if (compared === undefined) throw new CodeHostUnavailable(`GitHub does not compare ${headSha} with ${baseSha}, or not for our token`);
  const files = compared.files ?? [];
  if (files.length >= MOST_COMPARED) return 'too_many';
  const brought = new Map<string, string | undefined>();
  for (const { filename, previous_filename: previous, status, sha } of files) {
    if (previous !== undefined && status === 'renamed') brought.set(previous, undefined);
    brought.set(filename, status === 'removed' ? undefined : (sha ?? undefined));
  }
  return brought;
}
