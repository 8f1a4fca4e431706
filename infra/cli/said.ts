export interface Said {
  code: 0 | 1 | 2 | 3 | 4;
  out: string;
  err: string;
}

/** What a command says before it has ended. */
export type Say = (text: string) => void;

/** E7. Why nothing came of it: in words, and for programs as one object, also where nobody was asked. */
export function failed(code: 2 | 3, kind: 'not_understood' | 'nothing_answers', lines: readonly string[], json: boolean): Said {
  const out = json ? `${JSON.stringify({ code: kind, problems: lines }, null, 2)}\n` : '';
  const hint = code === 2 ? '\nSee npm run rehearsal -- help' : '';
  return { code, out, err: `${(code === 2 ? lines.map((text) => `  ${text}`) : lines).join('\n')}${hint}\n` };
}
