/**
 * The colours of all pages, once for each way of looking. Text keeps a contrast of at least 4.5 : 1 on whatever it stands on, and the edges of fields
 * and what a picture draws 3 : 1 (WCAG 2.2 AA); a test computes both. Colours never say anything alone.
 */
export const light = {
  ink: '#1b1f24',
  quiet: '#4d5560',
  paper: '#ffffff',
  ground: '#f4f5f7',
  line: '#c9ced6',
  edge: '#6b7480',
  link: '#0b4fb3',
  good: '#14652f',
  goodback: '#e6f4ea',
  bad: '#a3190f',
  badback: '#fdecea',
  wait: '#7a4a00',
  waitback: '#fff3dc',
  drawn: '#0b4fb3',
  pale: '#5d86cc',
  idle: '#7b8491',
} as const;

export type Palette = Record<keyof typeof light, string>;

export const dark: Palette = {
  ink: '#e6e9ee',
  quiet: '#a9b2be',
  paper: '#171b21',
  ground: '#0e1116',
  line: '#3a424d',
  edge: '#7d8794',
  link: '#86b7ff',
  good: '#6fd08c',
  goodback: '#10281a',
  bad: '#ff9d92',
  badback: '#3a1512',
  wait: '#f0b95a',
  waitback: '#33240a',
  drawn: '#86b7ff',
  pale: '#4f7fc4',
  idle: '#7d8794',
};

export function declared(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}: ${colour}`)
    .join('; ');
}
