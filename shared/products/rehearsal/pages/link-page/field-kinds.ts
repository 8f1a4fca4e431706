import type { Asking, Field, FieldKind, FieldOf } from '#products/rehearsal/domain/fields/define.ts';
import { selectField, textArea, textField } from '#html/fields.ts';
import type { Html } from '#html/markup.ts';
import { editFields } from '#products/rehearsal/pages/link-page/edit-fields.ts';
import { productionFields } from '#products/rehearsal/pages/link-page/production.ts';
import { typedIn, type Typed } from '#html/typed.ts';
import { waiveFields } from '#products/rehearsal/pages/link-page/waive-fields.ts';
import { words } from '#products/rehearsal/pages/link-page/words.ts';

type Draw<K extends FieldKind> = (field: FieldOf<K>, asking: Asking, typed: Typed) => Html | undefined;

/** How each kind of field is drawn. */
const drawn: { [K in FieldKind]: Draw<K> } = {
  text: ({ name, label, hint, max }, asking, typed) =>
    textField({ ...typedIn(typed, name), label, hint: hint(asking, words), ...(max === undefined ? {} : { max }), required: true }),
  prose: ({ name, label, hint }, _, typed) => textArea({ ...typedIn(typed, name), label, rows: 3, required: true, hint }),
  choice({ name, label, options, initial, max }, asking, typed) {
    const known = options(asking, words);
    const parts = { ...typedIn(typed, name, initial?.(asking)), label, required: true };
    return known === undefined ? textField({ ...parts, ...(max === undefined ? {} : { max }) }) : selectField({ ...parts, options: known });
  },
  gates: (_, asking, typed) => waiveFields(asking, typed),
  jobs: (field, asking, typed) => productionFields(field, asking, typed),
  edits: (_, asking, typed) => editFields(asking, typed),
};

export function drawField<K extends FieldKind>(field: FieldOf<K> & { kind: K }, asking: Asking, typed: Typed): Html | undefined {
  return drawn[field.kind](field, asking, typed);
}

export function isShown(field: Field, asking: Asking): boolean {
  return 'isShown' in field && field.isShown !== undefined ? field.isShown(asking) : true;
}
