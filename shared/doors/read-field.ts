import { gatesInTheWay } from '#products/rehearsal/domain/call-admins.ts';
import type { AnswerDetails } from '#products/rehearsal/domain/commands.ts';
import type { FieldKind, FieldOf, Reading } from '#products/rehearsal/domain/fields/define.ts';
import { approvedJobs, gateField, jobField } from '#products/rehearsal/domain/fields/names.ts';
import { gateNames } from '#contexts/gates/domain/gates.ts';
import { readEdits } from '#doors/read-edits.ts';

type Typed = ReadonlyMap<string, string>;
type Read<K extends FieldKind> = (field: FieldOf<K>, typed: Typed, at: Reading, problems: Map<string, string>) => Partial<AnswerDetails>;

/** How each kind of field is read; what is wrong with it goes to the problems. */
const readers: { [K in FieldKind]: Read<K> } = {
  text: readTyped,
  prose: readTyped,
  choice: readTyped,
  gates: (_, typed, at, problems) => readGates(typed, at, problems),
  jobs: (_, typed, at, problems) => readJobs(typed, at, problems),
  edits(_, typed, at, problems) {
    if (at.before === undefined) return {};
    const read = readEdits(typed, at.before, at);
    for (const [name, problem] of read.problems) problems.set(name, problem);
    return { edits: read.edits };
  },
};

export function readField<K extends FieldKind>(
  field: FieldOf<K> & { kind: K },
  typed: Typed,
  at: Reading,
  problems: Map<string, string>,
): Partial<AnswerDetails> {
  return readers[field.kind](field, typed, at, problems);
}

function readTyped(
  field: FieldOf<'text' | 'prose' | 'choice'>,
  typed: Typed,
  at: Reading,
  problems: Map<string, string>,
): Partial<AnswerDetails> {
  const value = (typed.get(field.name) ?? '').trim();
  if (value === '') return {};
  const problem = field.problem(value, at);
  if (problem !== undefined) problems.set(field.name, problem);
  return field.read(value, at);
}

/** G7: by name, each as it was shown. Where there is but one, nobody has to choose. */
function readGates(typed: Typed, { state }: Reading, problems: Map<string, string>): Pick<AnswerDetails, 'gates'> {
  const gates = gateNames.flatMap((gate) => {
    const seen = typed.get(gateField(gate));
    return seen === undefined ? [] : [{ gate, seen: seen.slice(0, 40) }];
  });
  if (gates.length > 0) return { gates };
  if (gatesInTheWay(state).length > 1) problems.set('waive', 'Choose at least one gate.');
  return {};
}

/** A9. Nothing: of all of them, as a program means that sends a code and a comment alone. */
function readJobs(typed: Typed, { state }: Reading, problems: Map<string, string>): Pick<AnswerDetails, 'steps'> {
  if (!typed.has('chosen')) return {};
  const jobs = approvedJobs(state);
  const steps = jobs.filter((job) => typed.has(jobField(job))).map(({ step }) => step);
  const [first] = jobs;
  if (steps.length === 0 && first !== undefined) problems.set(jobField(first), 'Choose at least one job.');
  return { steps };
}
