import { html, raw } from 'hono/html'
import type { Visit } from '../site.ts'
import { widgetPath, type Door } from './way.tsx'

/** The one page that other sites show in a frame. It belongs to nobody: the session is kept by its script, which asks for all it shows. */
export const WidgetShell = ({ visit, door, origins }: { visit: Visit; door: Door; origins: string[] }) => {
  const { tr, site, locale, brand } = visit
  const at = (...parts: string[]) => ['', locale, 'widget', ...parts].join('/')
  return (
    <html lang={locale} dir={tr.dir} data-door={door}>
      <head>
        {html`<meta charset="utf-8"/><title>${brand.name}</title><meta name="viewport" content="width=device-width, initial-scale=1"/><meta name="color-scheme" content="light dark"/><meta name="robots" content="noindex"/><link rel="stylesheet" href="${site.asset('widget.css')}"/>`}
        {raw(`<script type="module" src="${site.asset('widget-frame.js')}"></script>`)}
      </head>
      <body class="bare" data-home={widgetPath(locale, door, 'topics')} data-origins={origins.join(' ')} data-identity={at('identity')} data-forget={at('forget')}>
        <p class="ongoing" hidden><a href={widgetPath(locale, door, 'topics')}>{tr.t('widget.back')}</a></p>
        <div class="callout warn unreached" role="alert" hidden><p>{tr.t('widget.unreached')}</p><button class="button secondary" type="button">{tr.t('widget.again')}</button></div>
        <main id="content" class="text" tabindex={-1} aria-busy="true"></main>
      </body>
    </html>
  )
}
