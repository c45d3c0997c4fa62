import { html } from 'hono/html'
import type { DemoGuestView } from '../ports.ts'
import type { Visit } from '../site.ts'

type OperatorProps = { visit: Visit; guests: DemoGuestView[]; as: DemoGuestView | undefined; identity: string | undefined; door: 'guest' | 'partner' }

/** A page that looks like nothing of ours: what an operator's own site shows, with the one script tag of the chat. */
export const OperatorPage = ({ visit, guests, as, identity, door }: OperatorProps) => {
  const { tr, site, locale, c } = visit
  const to = (change: Record<string, string>) => `/demo/widget?${new URLSearchParams({ locale, ...change })}`
  const snippet = `<script src="${site.origin(c)}/widget.js" data-door="${door}" async></script>`
  return (
    <html lang={locale} dir={tr.dir}>
      <head>
        {html`<meta charset="utf-8"/><title>Skärvik Ferries</title><meta name="viewport" content="width=device-width, initial-scale=1"/><meta name="robots" content="noindex"/><link rel="stylesheet" href="${site.asset('operator.css')}"/>`}
      </head>
      <body>
        <header><strong>Skärvik Ferries</strong><nav><a href="/demo">{tr.t('demo.title')}</a></nav></header>
        <main>
          <h1>{tr.t('demo.operatorTitle')}</h1>
          <p>{tr.t('demo.operatorText')}</p>
          <pre tabindex={0}><code>{snippet}</code></pre>
          <h2>{tr.t('demo.operatorWho')}</h2>
          <p>{as ? tr.t('demo.operatorKnown', { name: as.name }) : tr.t('demo.operatorUnknown')}</p>
          <ul>
            <li><a href={to({})}>{tr.t('demo.operatorNobody')}</a></li>
            {guests.slice(0, 3).map(({ number, name, why }) => <li><a href={to({ as: number })}>{tr.t('demo.signInAs', { name })}</a> {why}</li>)}
            <li><a href={to({ door: 'partner' })}>{tr.t('demo.operatorPartner')}</a></li>
          </ul>
          <button type="button" data-hospes-open>{tr.t('widget.label')}</button>
        </main>
        <script src="/widget.js" data-door={door} data-lang={locale} data-identity={identity} data-colour={door === 'guest' ? '#5b2a86' : undefined} async></script>
      </body>
    </html>
  )
}
