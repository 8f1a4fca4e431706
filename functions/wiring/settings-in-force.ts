import type { InForce } from '#products/rehearsal/pages/settings/page.ts';
import type { Settings } from './settings.ts';
import { layersOf } from './settings-layers.ts';

/** Never shown, whoever asks: a setting whose name says that it opens something. */
const SECRET = /secret|token|password|credential|privateKey|webhook$/i;
const NOT_SHOWN = '(not shown)';

/** W6. Each setting as it holds, and where it comes from: the file, the sample, or what holds when nobody says anything. */
export function settingsInForce(settings: Settings): InForce[] {
  const { file, sample } = layersOf(settings);
  return Object.entries(settings).flatMap(([key, value]) =>
    leaves(key, value).map(({ path, text }): InForce => {
      const parts = path.split('.');
      const from = holds(file, parts) ? 'file' : holds(sample, parts) && !holds(file, parts.slice(0, 1)) ? 'sample' : 'default';
      return { key, path, value: SECRET.test(path) ? NOT_SHOWN : withoutKeys(text), from };
    }),
  );
}

/** An address may carry a key: in its query, before its host, or behind its hash. */
function withoutKeys(text: string): string {
  return text.replace(/\bhttps?:\/\/[^\s,]+/gi, (address) => {
    const [, scheme = '', , rest = '', key] = /^(https?:\/\/)([^/?#@]*@)?([^?#]*)([?#].*)?$/is.exec(address) ?? [];
    return `${scheme}${rest}${key === undefined ? '' : `?${NOT_SHOWN}`}`;
  });
}

interface Leaf {
  path: string;
  text: string;
}

function leaves(path: string, value: unknown): Leaf[] {
  if (Array.isArray(value)) {
    const all: readonly unknown[] = value;
    if (all.every((one) => typeof one !== 'object' || one === null)) return [{ path, text: all.map(String).join(', ') || 'none' }];
    return all.flatMap((one, at) => leaves(`${path}.${at}`, one));
  }
  if (typeof value !== 'object' || value === null) return value === undefined ? [] : [{ path, text: textOf(value) }];
  const inside = Object.entries(value).flatMap(([name, one]) => leaves(`${path}.${name}`, one));
  return inside.length === 0 ? [{ path, text: 'nothing' }] : inside;
}

/** An instant is a number of milliseconds; no other setting is as great. */
function textOf(value: unknown): string {
  const isInstant = typeof value === 'number' && Number.isInteger(value) && value >= FIRST && value <= LAST;
  return isInstant ? new Date(value).toISOString().replace(/:00\.000Z$/, 'Z') : JSON.stringify(value).replace(/^"|"$/g, '');
}

const FIRST = Date.UTC(2010, 0);
const LAST = Date.UTC(2100, 0);

/** Whether a layer says it, at this place. */
function holds(layer: unknown, [first, ...rest]: readonly string[]): boolean {
  if (typeof layer !== 'object' || layer === null || first === undefined || !Object.hasOwn(layer, first)) return false;
  const found = new Map<string, unknown>(Object.entries(layer)).get(first);
  return rest.length === 0 || holds(found, rest) || typeof found !== 'object';
}
