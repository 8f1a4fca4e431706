import type { AnyTable } from './table.ts';

const BEGIN = '<!-- state diagrams: generated from transitions.ts, do not edit -->';
const END = '<!-- end of state diagrams -->';

/** A Mermaid state diagram: the first state is the start, those that nothing leads out of are ends. */
export function diagramOf(table: AnyTable): string {
  const states = Object.keys(table);
  const ends = states.filter((state) => Object.keys(table[state] ?? {}).length === 0);
  const lines = [
    `[*] --> ${states[0]}`,
    ...states.flatMap((state) => moves(state, table[state] ?? {})),
    ...ends.map((state) => `${state} --> [*]`),
  ];
  return ['stateDiagram-v2', ...lines.map((line) => `  ${line}`)].join('\n');
}

/** One arrow from a state to another, with all the events that take it. */
function moves(from: string, row: Readonly<Record<string, string>>): string[] {
  const events = new Map<string, string[]>();
  for (const [event, to] of Object.entries(row)) events.set(to, [...(events.get(to) ?? []), event]);
  return Array.from(events, ([to, names]) => `${from} --> ${to}: ${names.join(', ')}`);
}

/** The text with its generated part replaced, or put at its end when it has none yet. */
export function withDiagrams(text: string, diagrams: readonly (readonly [name: string, diagram: string])[]): string {
  const sections = diagrams.map(([name, diagram]) => `## ${titleOf(name)}\n\n\`\`\`mermaid\n${diagram}\n\`\`\``);
  const generated = [BEGIN, ...sections, END].join('\n\n');
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin === -1 || end < begin) return `${text.trimEnd()}\n\n${generated}\n`;
  return text.slice(0, begin) + generated + text.slice(end + END.length);
}

/** `requestTransitions` → `Request transitions`. */
function titleOf(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
