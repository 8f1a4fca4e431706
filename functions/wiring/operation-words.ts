import type { WordsTable } from '#contexts/access/pages/asking/words.ts';
import { operationWords as ofPipelines } from '#products/pipelines/pages/operation-words.ts';
import { operationWords as ofRequests } from '#products/rehearsal/pages/operation-words.ts';

/** What pages call everything that can be asked for, of any product. */
export const operationWords: WordsTable = { ...ofRequests, ...ofPipelines };
