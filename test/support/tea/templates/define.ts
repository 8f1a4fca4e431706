import { define, type Define, type Template } from '#contexts/telling/domain/mail/template.ts';

export const defineTemplate: Define<Template<'tea', 'brew'>> = define;
