import { Page } from '../parts/layout.tsx'
import type { Visit } from '../site.ts'
import { demoLanguages } from './languages.ts'

/** Why nobody can be a demo person here. */
export const DemoClosedPage = ({ visit }: { visit: Visit }) => {
  const { tr, locale } = visit
  return (
    <Page visit={visit} title={tr.t('demo.closed')} door="partner" alternates={demoLanguages(visit, '/demo')}>
      <h1>{tr.t('demo.closed')}</h1>
      <p class="lead">{tr.t('demo.closedText')}</p>
      <ul class="plain-list">
        <li>{tr.t('demo.closedPublicUrl')}</li>
        <li>{tr.t('demo.closedHost')}</li>
        <li>{tr.t('demo.closedProxy')}</li>
      </ul>
      <p>{tr.t('demo.closedInstead')}</p>
      <p class="both">
        <a href={`/${locale}/extranet/sign-in`}>{tr.t('demo.realPartner')}</a>
        <a href={`/desk/sign-in?locale=${locale}`}>{tr.t('demo.realStaff')}</a>
      </p>
    </Page>
  )
}
