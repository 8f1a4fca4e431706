import { html, type Html, type Piece } from '#html/markup.ts';

/** What every field has. `problem` stands beside it and is read out with it. */
export interface FieldParts {
  name: string;
  /** Where a page has the field in two forms: what its id is made of. */
  key?: string;
  label: string;
  hint?: Piece;
  problem?: string | undefined;
  /** `sometimes`: other answers decide, as the hint says. */
  required?: boolean | 'sometimes';
}

export interface TextParts extends FieldParts {
  value: string;
  type?: 'text' | 'email' | 'url';
  autocomplete?: string;
  inputmode?: string;
  className?: string;
  max?: number;
}

export function textField(parts: TextParts): Html {
  const { name, value, type = 'text', autocomplete = 'off', inputmode, className, max } = parts;
  const mode = inputmode === undefined ? undefined : html` inputmode="${inputmode}"`;
  const length = max === undefined ? undefined : html` maxlength="${max}"`;
  const css = className === undefined ? undefined : html` class="${className}"`;
  return field(
    parts,
    html`<input id="${idOf(parts.key ?? name)}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}"${mode}${length}${css}${described(parts)}>`,
  );
}

export function textArea(parts: FieldParts & { value: string; rows?: number; mono?: boolean }): Html {
  const { name, value, rows = 4, mono = false } = parts;
  // A first line break right behind the tag is dropped by the parser: this one is, so that the text's own is kept.
  return field(
    parts,
    html`<textarea id="${idOf(parts.key ?? name)}" name="${name}" rows="${rows}"${mono ? html` class="mono" spellcheck="false"` : html` dir="auto"`}${described(parts)}>
${value}</textarea>`,
  );
}

export function selectField(parts: FieldParts & { value: string; options: readonly (readonly [value: string, label: string])[] }): Html {
  const { name, value, options } = parts;
  return field(
    parts,
    html`<select id="${idOf(parts.key ?? name)}" name="${name}"${described(parts)}>${options.map(
      ([option, label]) => html`<option value="${option}"${option === value ? html` selected` : undefined}>${label}</option>`,
    )}</select>`,
  );
}

export function checkBox(parts: FieldParts & { checked: boolean; value?: string }): Html {
  const { name, key = name, label, checked, value = 'yes', hint, problem } = parts;
  const id = idOf(key);
  return html`<div class="check"><input type="checkbox" id="${id}" name="${name}" value="${value}"${checked ? html` checked` : undefined}${described(parts)}><span><label for="${id}">${label}</label>${hintOf(id, hint)}${problemOf(id, problem)}</span></div>`;
}

/** One of several; big enough for a thumb. */
export function radioGroup(parts: FieldParts & { value: string; options: readonly (readonly [value: string, label: string])[] }): Html {
  const { name, key = name, label, value, options, hint, problem } = parts;
  const id = idOf(key);
  return html`<fieldset id="${id}" class="choice"><legend>${label}</legend>${hintOf(id, hint)}${problemOf(id, problem)}${options.map(
    ([option, text]) =>
      html`<label class="check" for="${id}-${option}"><input type="radio" id="${id}-${option}" name="${name}" value="${option}"${option === value ? html` checked` : undefined}> ${text}</label>`,
  )}</fieldset>\n`;
}

/** Ids are made from names: `jobs[0].name` is `f-jobs-0-name`. */
export function idOf(name: string): string {
  return `f-${name.replace(/[^A-Za-z0-9]+/g, '-').replace(/-$/, '')}`;
}

function field(parts: FieldParts, control: Html): Html {
  const id = idOf(parts.key ?? parts.name);
  const optional =
    parts.required === true || parts.required === 'sometimes' ? undefined : html` <span class="quiet small">(optional)</span>`;
  return html`<div class="field"><label for="${id}">${parts.label}${optional}</label>${hintOf(id, parts.hint)}${problemOf(id, parts.problem)}${control}</div>\n`;
}

function hintOf(id: string, hint: Piece): Html | undefined {
  return hint === undefined ? undefined : html`<span class="hint" id="${id}-hint">${hint}</span>`;
}

function problemOf(id: string, problem: string | undefined): Html | undefined {
  return problem === undefined ? undefined : html`<span class="problem" id="${id}-problem">${problem}</span>`;
}

/** The server decides; `required` is told to readers without keeping a form back that says why it is empty. */
function described({ name, key = name, hint, problem, required }: FieldParts): Html {
  const ids = [...(hint === undefined ? [] : [`${idOf(key)}-hint`]), ...(problem === undefined ? [] : [`${idOf(key)}-problem`])];
  return html`${required === true ? html` aria-required="true"` : undefined}${problem === undefined ? undefined : html` aria-invalid="true"`}${ids.length === 0 ? undefined : html` aria-describedby="${ids.join(' ')}"`}`;
}
