import { define, type Define, type Template } from '#contexts/telling/domain/mail/template.ts';

/** A mail of pipelines: what the program knows of it. What it says is in `shared/products/pipelines/pages/mails/templates/`, under the same name. */
export const defineTemplate: Define<Template<'run', never>> = define;
