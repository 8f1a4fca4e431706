interface About {
  /** Name of the job's module, and of its class. */
  names: readonly string[];
}

/**
 * I14: the registry says which file a job's name stands for, by code of its own. Between two commits it may come to import other modules, each by a
 * plain line of its own, and to name them, one a line; whatever else differs, if only in order or white space, may mean that another file runs under
 * the same name. Undefined: there is no registry at that commit.
 */
export function mayMeanAnother(before: string | undefined, now: string | undefined, about: About): boolean {
  if (before === now) return false;
  if (before === undefined || now === undefined) return true;
  return essence(before, about) !== essence(now, about);
}

function essence(text: string, { names }: About): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  return lines.filter((line) => line !== '' && !isOfAnother(line, names)).join('\n');
}

/**
 * Nothing in them but one name, which no spelling makes into another: letters of ASCII, no escape, no star, no second statement. In Python an import
 * may take the place of any name, so it is one that a module of jobs has.
 */
const PLAIN = [
  /^from [A-Za-z_][\w.]* import ([A-Za-z_]\w*_jobs?)$/,
  /^import \* as ([A-Za-z_$][\w$]*) from (?:'\.[\w./-]+'|"\.[\w./-]+");$/,
  /^[ \t]+([A-Za-z_]\w*),$/,
];

function isOfAnother(line: string, names: readonly string[]): boolean {
  const name = PLAIN.map((form) => form.exec(line)?.[1]).find((found) => found !== undefined);
  return name !== undefined && !names.includes(name);
}
