/** Flat, for a table or a script alike: instants are ISO texts. */
export type OperationRow = Record<string, string | number | boolean>;

/** `facts` say one thing, `rows` list many; `next` is handed in for what follows. `amiss`: what was looked at is not as it should be. `outcome`: of what makes something (P2). */
export interface OperationAnswer {
  facts?: OperationRow;
  rows?: OperationRow[];
  next?: { value: number; id: string };
  amiss?: true;
  outcome?: 'created' | 'unchanged' | 'nothing_to_do';
}

/** What is wrong with one field of what was asked for. */
export interface OperationProblem {
  path: string;
  code: string;
  message: string;
}

/** `invalid`: it could be read, and is not as the installation has it; all of it is said at once. */
export type Operated =
  | { done: OperationAnswer }
  | { refused: 'not_found' | 'conflict'; detail: string }
  | { refused: 'invalid'; detail: string; problems: OperationProblem[] };
