import { optionsOf, spelled } from './commands.ts';
import { offlineCommands } from './offline.ts';
import type { Said } from './said.ts';

/** E7. What a shell completes: words of commands, then their options. `npm run rehearsal -- completion bash`, into a file that the shell reads. */
export function completion(typed: readonly string[]): Said {
  const [shell, ...more] = typed;
  if ((shell !== 'bash' && shell !== 'zsh') || more.length > 0)
    return { code: 2, out: '', err: '  completion takes the name of a shell: bash or zsh\n' };
  return { code: 0, out: shell === 'bash' ? SCRIPT : `autoload -U +X bashcompinit && bashcompinit\n${SCRIPT}`, err: '' };
}

interface Line {
  words: readonly string[];
  options: readonly string[];
}

function lines(): Line[] {
  const online = spelled.map(({ words, options }) => ({ words, options: optionsOf(options).map(([name]) => `--${name}`) }));
  return [...online, ...offlineCommands.map(({ words }) => ({ words, options: [] }))];
}

/** What may follow these words, each once. */
function following(words: readonly string[]): string[] {
  const fitting = lines().filter((one) => words.every((word, at) => one.words[at] === word));
  const next = fitting.flatMap((one) => one.words[words.length] ?? []);
  const own = fitting.flatMap((one) => (one.words.length === words.length ? [...one.options, '--json'] : []));
  return [...new Set([...next, ...own])].toSorted();
}

/** Every beginning of a command. */
function beginnings(): string[] {
  return [...new Set(lines().flatMap(({ words }) => words.map((_, at) => words.slice(0, at + 1).join(' '))))].toSorted();
}

const cases = beginnings().map((words) => `    '${words}') known='${following(words.split(' ')).join(' ')}';;`);

/** The longest beginning of a command that was typed says what follows. Our words are letters and hyphens alone. */
const SCRIPT = `_rehearsal() {
  local at said='' known='${following([]).join(' ')}'
  local word=\${COMP_WORDS[COMP_CWORD]}
  for ((at = 1; at < COMP_CWORD; at++)); do
    [[ \${COMP_WORDS[at]} == -* ]] && continue
    said="\${said:+$said }\${COMP_WORDS[at]}"
    case "$said" in
${cases.join('\n')}
    esac
  done
  COMPREPLY=()
  for at in $known; do
    [[ $at == "$word"* ]] && COMPREPLY+=("$at")
  done
}
complete -F _rehearsal rehearsal
`;
