import { html, raw } from 'hono/html'
import { htmlOf as formatted } from '#web/formatting'
import { aboveLine, type Letter } from './letter.ts'

/**
 * The HTML form: one column without tables, styles inline because web mail drops the rest, a style sheet for dark readers only.
 * No picture and nothing that calls home.
 */
export const htmlOf = async (letter: Letter): Promise<string> => {
  const { hue } = letter
  return String(await html`<!doctype html>
<html lang="${letter.locale}" dir="${letter.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${letter.subject}</title>
<style>${raw(darkStyles(hue.dark, hue.onDark))}</style>
</head>
<body class="paper" style="margin:0;padding:0;background:#FAF8F4;color:#1B2430">
<div class="paper" role="article" aria-label="${letter.subject}" lang="${letter.locale}" dir="${letter.dir}" style="padding:24px 12px;background:#FAF8F4;color:#1B2430;font:16px/24px ${sans}">
<div style="max-width:600px;margin:0 auto">
${letter.above === null ? '' : html`<p class="muted" style="margin:0 0 12px;color:#56606E;font:14px/20px ${sans}">${aboveLine(letter.above)}</p>`}
<p class="accent" style="margin:0 0 12px;font:600 15px/24px ${sans};color:${hue.light}">${letter.brand} · ${letter.door}</p>
<div class="card" style="padding:24px;background:#FFFFFF;border:1px solid #E2DDD3;border-radius:10px">
<h1 style="margin:0 0 16px;font:600 24px/32px ${serif}">${letter.heading}</h1>
${paragraphs(letter.greeting === null ? letter.opening : [letter.greeting, ...letter.opening])}
${letter.words === null ? '' : html`<div class="words" dir="auto" style="margin:0 0 16px;padding:4px 16px;border:0 solid ${hue.light};border-inline-start-width:3px;overflow-wrap:anywhere">${raw(formatted(letter.words, wordStyles))}</div>`}
${letter.details.length > 0 ? details(letter.details) : ''}
${paragraphs(letter.closing)}
<p style="margin:24px 0 8px"><a class="button" href="${letter.button.href}" style="display:inline-block;padding:12px 20px;background:${hue.light};color:${hue.onLight};border-radius:6px;font:600 16px/20px ${sans};text-decoration:none">${letter.button.text}</a></p>
</div>
<div class="muted" style="padding:16px 4px;color:#56606E;font:14px/20px ${sans}">
${letter.footer.map((line) => html`<p style="margin:0 0 8px">${line}</p>`)}
</div>
</div>
</div>
</body>
</html>
`)
}

const sans = "system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const mono = "ui-monospace,Menlo,Consolas,monospace"
const serif = "'Iowan Old Style',Palatino,Georgia,serif"

const darkStyles = (hue: string, onHue: string) => `
:root { color-scheme: light dark }
@media (prefers-color-scheme: dark) {
  .paper { background: #14181D !important; color: #ECEAE4 !important }
  .card { background: #1B2128 !important; border-color: #2E3640 !important; color: #ECEAE4 !important }
  .muted, .label { color: #A9B1BB !important }
  .accent { color: ${hue} !important }
  .words { border-color: ${hue} !important }
  .button { background: ${hue} !important; color: ${onHue} !important }
}
`

const paragraphs = (lines: string[]) => lines.map((line) => html`<p style="margin:0 0 16px;overflow-wrap:anywhere">${line}</p>\n`)

const wordStyles = {
  p: 'margin:8px 0', ul: 'margin:8px 0;padding-inline-start:24px', ol: 'margin:8px 0;padding-inline-start:24px', li: 'margin:4px 0',
  blockquote: 'margin:8px 0;padding:0 12px;border:0 solid #8A8577;border-inline-start-width:2px', code: `font:15px/24px ${mono}`,
}

const details = (rows: Letter['details']) => html`<dl style="margin:0 0 16px">
${rows.map(({ label, value }) => html`<dt class="label" style="margin:0;color:#56606E;font:14px/20px ${sans}">${label}</dt>
<dd style="margin:0 0 8px;font-weight:600;font-variant-numeric:tabular-nums;overflow-wrap:anywhere"><span dir="auto">${value}</span></dd>
`)}</dl>`
