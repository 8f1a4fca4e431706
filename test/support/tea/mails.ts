import { mailsOf, type Envelope, type MailIn } from '#contexts/telling/domain/mail/effect.ts';
import { askingIn } from '#contexts/telling/domain/mail/template.ts';
import { noWater } from './templates/no-water.ts';
import { settled } from './templates/settled.ts';
import { whoBrews } from './templates/who-brews.ts';

/** What a generator would write, from the files of the folder. */
export const teaTemplates = { no_water: noWater, settled, who_brews: whoBrews };

export type TeaTemplates = typeof teaTemplates;
export type TeaMail = MailIn<TeaTemplates, Envelope>;

export const teaMail = mailsOf<TeaTemplates, Envelope>();
export const templateAsking = askingIn(teaTemplates);
