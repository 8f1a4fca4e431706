import { createHmac } from 'node:crypto';

/** Stand-ins for the services of Apps Script, as far as infra/google-form uses them. They are as strict as the real ones where it matters. */

/** What the form's respondent sent. Plain data, as it crosses a thread. */
export interface SentForm {
  id: string;
  timestamp: number;
  email: string;
  answers: Record<string, string | string[]>;
}

export interface Trigger {
  handler: string;
  kind: 'form' | 'clock';
}

export interface Mail {
  to: string;
  subject: string;
  body: string;
}

/** Apps Script's bytes are signed. */
function signed(bytes: Buffer): number[] {
  return [...new Int8Array(bytes)];
}

function unsigned(bytes: readonly number[]): Buffer {
  return Buffer.from(
    bytes.map((byte) => {
      if (!Number.isInteger(byte) || byte < -128 || byte > 127) throw new TypeError('Cannot convert to Byte[]');
      return byte & 0xff;
    }),
  );
}

export const utilities = {
  newBlob: (text: string) => ({ getBytes: () => signed(Buffer.from(text, 'utf8')) }),
  base64Decode: (text: string) => signed(Buffer.from(text, 'base64')),
  base64Encode: (bytes: number[]) => unsigned(bytes).toString('base64'),
  computeHmacSha256Signature: (value: number[], key: number[]) =>
    signed(createHmac('sha256', unsigned(key)).update(unsigned(value)).digest()),
};

/** A property holds 9 KB, all of them 500 KB. */
export function propertiesService(values: Map<string, string>) {
  const setProperty = (key: string, value: string): void => {
    if (Buffer.byteLength(key) + Buffer.byteLength(value) > 9 * 1024) throw new Error('Argument too large: value');
    values.set(key, value);
    if ([...values].join('').length > 500 * 1024) throw new Error('You have exceeded the property storage quota.');
  };
  const properties = {
    getProperty: (key: string) => values.get(key) ?? null,
    getProperties: () => Object.fromEntries(values),
    setProperty,
    setProperties: (all: Record<string, string>) => Object.entries(all).forEach(([key, value]) => setProperty(key, value)),
    deleteProperty: (key: string) => void values.delete(key),
  };
  return { getScriptProperties: () => properties };
}

/** One run at a time; a lock that is not given back is a fault of the script. */
export function lockService() {
  let held = false;
  const lock = {
    waitLock() {
      if (held) throw new Error('Lock timeout: another process was holding the lock for too long.');
      held = true;
    },
    releaseLock: () => void (held = false),
  };
  return { getScriptLock: () => lock };
}

export function scriptApp(triggers: Trigger[]) {
  const create = (handler: string, kind: Trigger['kind']) => ({ create: () => void triggers.push({ handler, kind }) });
  return {
    getProjectTriggers: () => triggers.map((trigger) => ({ trigger, getHandlerFunction: () => trigger.handler })),
    deleteTrigger: ({ trigger }: { trigger: Trigger }) => void triggers.splice(triggers.indexOf(trigger), 1),
    newTrigger: (handler: string) => ({
      forForm: () => ({ onFormSubmit: () => create(handler, 'form') }),
      timeBased: () => ({ everyMinutes: () => create(handler, 'clock') }),
    }),
  };
}

export function responseOf({ id, timestamp, email, answers }: SentForm) {
  return {
    getId: () => id,
    getTimestamp: () => new Date(timestamp),
    getRespondentEmail: () => email,
    getEditResponseUrl: () => `https://docs.google.com/forms/edit/${id}`,
    getItemResponses: () =>
      Object.entries(answers).map(([title, answer]) => ({ getItem: () => ({ getTitle: () => title }), getResponse: () => answer })),
  };
}

/** A form that only remembers which questions it was given. */
export function formApp(items: { title: string; type: string; choices: string[] }[]) {
  const add = (type: string) => () => {
    const item = { title: '', type, choices: [] as string[] };
    items.push(item);
    const built = {
      setTitle: (title: string) => ((item.title = title), built),
      setHelpText: () => built,
      setRequired: () => built,
      setChoiceValues: (choices: string[]) => ((item.choices = choices), built),
    };
    return built;
  };
  const form = {
    setCollectEmail: () => form,
    setAllowResponseEdits: () => form,
    getItems: () => items.map(({ title }) => ({ getTitle: () => title })),
    addTextItem: add('text'),
    addParagraphTextItem: add('paragraph'),
    addMultipleChoiceItem: add('choice'),
    addCheckboxItem: add('checkbox'),
  };
  return { getActiveForm: () => form };
}
