import type { OperationAnswer } from '#contracts/operations.ts';

export type Operated = { done: OperationAnswer } | { refused: 'not_found' | 'conflict'; detail: string };
