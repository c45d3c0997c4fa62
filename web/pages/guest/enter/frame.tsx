import type { Child } from 'hono/jsx'
import type { TextKey } from '#web/locales'
import { Page } from '../../parts/layout.tsx'
import type { Visit } from '../../site.ts'
import { localesOffered } from '#web/locales'

type Props = { visit: Visit; title: TextKey; lead?: string; children: Child; query?: string; /** With something carried along there are no languages to change to: a link would lose it. */ alone?: boolean }

/** A page of the guests' way in: one column, one thing to do. */
export const EnterPage = ({ visit, title, lead, children, query = '', alone = false }: Props) => {
  const { tr, locale, path } = visit
  const alternates = alone ? [] : localesOffered.filter((other) => other !== locale).map((other) => ({ locale: other, path: `/${other}${path}${query}` }))
  return (
    <Page visit={visit} title={tr.t(title)} door="guest" trail={[{ name: tr.t('guest.home'), href: `/${locale}/guest` }]} alternates={alternates}>
      <div class="sign-in">
        <h1>{tr.t(title)}</h1>
        {lead ? <p class="lead">{lead}</p> : null}
        {children}
      </div>
    </Page>
  )
}
