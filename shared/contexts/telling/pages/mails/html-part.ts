import { html, safeUrl, type Html } from '#html/markup.ts';
import type { Block } from '#contexts/telling/pages/mails/blocks.ts';
import { CODE_LABEL } from '#contexts/telling/pages/mails/text-part.ts';
import { oneLine } from '#html/text.ts';

/** Mail programs drop style sheets: everything is said where it stands. The colours are those of the pages. */
const font = 'font-family:system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif';
const button =
  'display:inline-block;padding:12px 18px;margin:0 8px 8px 0;border-radius:6px;background:#0b4fb3;color:#ffffff;font-weight:600;text-decoration:none';
const quietButton =
  'display:inline-block;padding:10px 16px;margin:0 8px 8px 0;border-radius:6px;border:2px solid #0b4fb3;background:#ffffff;color:#0b4fb3;font-weight:600;text-decoration:none';

/** `drastic`: labels of actions that are never the button that stands out, even where nothing else can be done. */
export function renderHtmlPart(blocks: readonly Block[], title: string, installation: string, drastic: ReadonlySet<string>): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
</head>
<body style="margin:0;padding:0;background:#f4f5f7;color:#1b1f24;${font};font-size:16px;line-height:1.5">
<div style="max-width:640px;margin:0 auto;padding:16px">
<p style="margin:0 0 8px;color:#4d5560;font-size:14px">${installation}</p>
<div style="background:#ffffff;border:1px solid #d5d9df;border-radius:8px;padding:16px 20px;overflow-wrap:anywhere">
${blocks.map((block) => renderBlock(block, drastic))}
</div>
</div>
</body>
</html>
`.markup;
}

function renderBlock(block: Block, drastic: ReadonlySet<string>): Html {
  switch (block.block) {
    case 'text':
      return html`<p style="margin:0 0 12px">${oneLine(block.text)}</p>\n`;
    case 'heading':
      return html`<h2 style="margin:20px 0 8px;font-size:18px">${oneLine(block.text)}</h2>\n`;
    case 'part':
      return html`<h1 style="margin:28px 0 12px;padding-top:20px;border-top:4px solid #d5d9df;font-size:20px">${oneLine(block.text)}</h1>\n`;
    case 'facts':
      return html`<p style="margin:0 0 12px">${block.rows.map(
        ({ label, value, url }) =>
          html`<span style="color:#4d5560">${label}:</span> ${url === undefined ? oneLine(value) : anchor(url, oneLine(value))}<br>`,
      )}</p>\n`;
    case 'quote':
      return html`<p style="margin:0 0 4px;color:#4d5560">${block.label}:</p>
<blockquote dir="auto" style="margin:0 0 12px;padding:4px 12px;border-left:4px solid #b6bdc7;white-space:pre-wrap">${block.text.trim()}</blockquote>\n`;
    case 'list':
      return html`<ul style="margin:0 0 12px;padding-left:22px">${block.items.map((item) => html`<li>${oneLine(item)}</li>`)}</ul>\n`;
    case 'link':
      return html`<p style="margin:0 0 12px">${anchor(block.url, block.label)}</p>\n`;
    case 'actions':
      return html`<p style="margin:16px 0 4px">${block.actions.map(
        ({ label, url }, index) =>
          html`<a href="${safeUrl(url)}" style="${index === 0 && !drastic.has(label) ? button : quietButton}">${label}</a> `,
      )}</p>
<p style="margin:0 0 16px">${CODE_LABEL}: <strong style="font-size:28px;letter-spacing:3px;white-space:nowrap">${block.code}</strong></p>\n`;
  }
}

function anchor(url: string, label: string): Html {
  return html`<a href="${safeUrl(url)}" style="color:#0b4fb3">${label}</a>`;
}
