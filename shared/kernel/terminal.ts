/** R16. An order to a terminal (ECMA-48), whole or broken off: colours, cursor moves, links, titles. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
export const terminalOrder = /\u001b(?:\[[0-?]{0,40}[ -/]{0,4}[@-~]|\][^\u0007\u001b]{0,2000}(?:\u0007|\u001b\\)?|[ -/]{0,4}[0-~])/g;

/** A line without its looks, as a terminal would show it at its end: a progress bar writes its line again and again. */
export function plainLine(line: string): string {
  return overwritten(line.replace(terminalOrder, ''));
}

/** What was written over by a carriage return is gone. */
export function overwritten(line: string): string {
  const parts = line.replace(/\r+$/, '').split('\r');
  return parts.at(-1) ?? '';
}
