import type { Locator, Page } from 'playwright-core';

type Role = 'link' | 'button' | 'textbox' | 'checkbox' | 'radio' | 'combobox';
type Name = string | RegExp;

/** More stops than any page has. */
const MOST = 400;

/** Somebody with a keyboard and no mouse. */
export interface Keyboard {
  /** Tab, until it has the focus. Throws where it never gets there. */
  to(role: Role, name: Name): Promise<Locator>;
  /** Enter on it. */
  presses(role: 'link' | 'button', name: Name): Promise<void>;
  /** Space on it; arrows within a group. */
  chooses(role: 'checkbox' | 'radio', name: Name): Promise<void>;
  types(name: Name, text: string): Promise<void>;
  /** Of a list, by typing how it begins. */
  picks(name: Name, text: string): Promise<void>;
  /** What is folded is opened. */
  opens(text: string): Promise<void>;
}

export function keyboardOf(page: Page): Keyboard {
  const has = (target: Locator): Promise<boolean> => target.evaluate((one) => one === document.activeElement);
  const reach = async (target: Locator, what: string): Promise<Locator> => {
    await target.waitFor();
    for (let n = 0; n < MOST; n += 1) {
      if (await has(target)) return target;
      await page.keyboard.press('Tab');
    }
    throw new Error(`no Tab leads to ${what} on ${page.url()}`);
  };
  const to = (role: Role, name: Name): Promise<Locator> => reach(page.getByRole(role, { name }).first(), `${role} ${String(name)}`);
  return {
    to,
    async presses(role, name) {
      await to(role, name);
      await page.keyboard.press('Enter');
    },
    async chooses(role, name) {
      if (role === 'radio') return chooseRadio(page, page.getByRole(role, { name }).first());
      await to(role, name);
      await page.keyboard.press('Space');
    },
    async types(name, text) {
      await to('textbox', name);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(text);
    },
    async picks(name, text) {
      await to('combobox', name);
      await page.keyboard.type(text);
    },
    async opens(text) {
      await reach(page.locator('summary', { hasText: text }).first(), `what opens ${text}`);
      await page.keyboard.press('Enter');
    },
  };
}

/** A group is one stop; arrows go through it. */
async function chooseRadio(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  const name = (await target.getAttribute('name')) ?? '';
  const inGroup = (): Promise<boolean> =>
    page.evaluate<boolean>(`document.activeElement?.type === 'radio' && document.activeElement.name === ${JSON.stringify(name)}`);
  for (let n = 0; n < MOST && !(await inGroup()); n += 1) await page.keyboard.press('Tab');
  for (let n = 0; n < MOST; n += 1) {
    if (await target.evaluate((one) => one === document.activeElement)) {
      await page.keyboard.press('Space');
      return;
    }
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`no key leads to the answer ${name} on ${page.url()}`);
}
