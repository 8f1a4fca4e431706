import type { AskField } from '#contexts/access/contracts/ask-fields.ts';
import { askPath, OWN, type AskView } from '#contexts/access/pages/asking/ask-view.ts';
import { choicesOf, type Choices } from '#contexts/access/pages/asking/choices.ts';
import { fieldWords, type OperationWords } from '#contexts/access/pages/asking/words.ts';
import { checkBox, idOf, radioGroup, selectField, textArea, textField } from '#html/fields.ts';
import { html, type Html } from '#html/markup.ts';
import type { Typed } from '#html/typed.ts';

const nothing: Typed = { values: new Map(), problems: new Map() };

/** A form, or a mere button where nothing is to be typed. Whoever may not sees it, with the reason. */
export function askForm(view: AskView, typed: Typed = nothing): Html {
  const { operation, words, fields, refused, choices } = view;
  // One page may have many: no two inputs have one id.
  const key = (name: string): string => `${operation}-${[...view.values.values()].join('-')}-${name}`;
  const typing =
    refused === undefined ? fields.map((field) => fieldInput(chosen(field, choices, typed), words, typed, key(field.name))) : undefined;
  const tone = words.sure === undefined ? undefined : html` class="danger"`;
  const button =
    refused === undefined
      ? html`<button${tone}>${words.label}</button>`
      : html`<button disabled aria-describedby="${idOf(key('refused'))}">${words.label}</button>`;
  return html`<form method="post" action="${askPath}${operation}" novalidate>${hiddenFields(view)}${typing}<div class="buttons">${button}</div>${
    refused === undefined ? undefined : html`<p class="quiet small" id="${idOf(key('refused'))}">${refused}</p>`
  }</form>\n`;
}

/** The same behind a line that opens it: a page with several forms stays short. */
export function foldedAsk(view: AskView): Html {
  if (view.fields.length === 0 || view.refused !== undefined) return askForm(view);
  return html`<details class="ask"><summary>${view.words.label}</summary>${askForm(view)}</details>\n`;
}

/** Several of them. What somebody may do none of, for one reason, is said once, and nothing is drawn that cannot be pressed. */
export function foldedAsks(views: readonly AskView[]): Html {
  const [why, ...others] = new Set(views.map(({ refused }) => refused));
  if (why === undefined || others.length > 0 || views.length < 2) return html`<div class="asks">${views.map(foldedAsk)}</div>`;
  return html`<p class="quiet">${why}</p>`;
}

export function hiddenFields({ values, back, form, proof, needs = [] }: AskView): Html {
  const own: [string, string][] = [
    [OWN.given, [...values.keys()].join(',')],
    [OWN.back, back],
    [OWN.form, form],
    ...(proof === undefined ? [] : [[OWN.proof, proof] satisfies [string, string]]),
    ...(needs.length === 0 ? [] : [[OWN.needs, needs.join(',')] satisfies [string, string]]),
  ];
  return html`${[...values, ...own].map(([name, value]) => hidden(name, value))}`;
}

export function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}

/** What names something that there is, is chosen from a list of it. */
function chosen(field: AskField, choices: Choices | undefined, { values }: Typed): AskField {
  const { name, required } = field;
  const options = choicesOf(choices, name, values.get(name) ?? '');
  if (options === undefined) return field;
  if (field.as === 'several') return { ...field, options: field.options.filter((one) => options.includes(one)) };
  if (field.as === 'line') return { name, required, as: 'choice', options, named: true };
  return field.as === 'lines' ? { name, required, as: 'several', options, mayBeEmpty: field.mayBeEmpty, named: true } : field;
}

function fieldInput(field: AskField, words: OperationWords, { values, problems }: Typed, key: string): Html {
  const { name, required } = field;
  const { options: labels = {}, preset = '', ...said } = fieldWords(words, name);
  const value = values.get(name) ?? preset;
  const parts = { name, key, ...said, value, required, problem: problems.get(name) };
  const optionsOf = (options: readonly string[], isNamed?: true): [string, string][] =>
    options.map((one) => [one, labels[one] ?? (isNamed === true || one.includes('.') ? one : one.replaceAll('_', ' '))]);
  switch (field.as) {
    case 'tick':
      return checkBox({ ...parts, value: 'yes', checked: value !== '' });
    case 'choice':
      if (required && field.options.length <= 3)
        return radioGroup({ ...parts, value: onlyOne(field.options) ?? value, options: optionsOf(field.options, field.named) });
      return selectField({
        ...parts,
        options: [...(required ? [] : [['', '–'] as [string, string]]), ...optionsOf(field.options, field.named)],
      });
    case 'several':
      return severalBoxes(parts, optionsOf(field.options, field.named));
    case 'line':
      return textField({ ...parts, ...(field.max === undefined ? {} : { max: field.max }) });
    case 'number':
      return textField({ ...parts, inputmode: 'numeric', className: 'short' });
    case 'text':
      return textArea({ ...parts, rows: 2 });
    case 'lines':
    case 'pairs':
    case 'json':
      return textArea({ ...parts, rows: 4, mono: true });
  }
}

/** Nothing is to be chosen then. */
function onlyOne([first, ...others]: readonly string[]): string | undefined {
  return others.length === 0 ? first : undefined;
}

interface Boxes {
  name: string;
  key: string;
  label: string;
  value: string;
  hint?: string;
  problem: string | undefined;
}

function severalBoxes({ name, key, label, hint, value, problem }: Boxes, options: readonly [string, string][]): Html {
  const chosen = new Set(value.split('\n'));
  const boxes = options.map(([option, text]) =>
    checkBox({ name, key: `${key}-${option}`, label: text, value: option, checked: chosen.has(option) }),
  );
  return html`<fieldset><legend>${label}</legend>${hint === undefined ? undefined : html`<span class="hint">${hint}</span>`}${problem === undefined ? undefined : html`<span class="problem">${problem}</span>`}${boxes}</fieldset>\n`;
}
