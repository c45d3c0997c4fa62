import type { Child } from 'hono/jsx'
import { Page, type PageProps } from '../parts/layout.tsx'
import type { Way } from '../parts/way.tsx'
import type { ConversationState, PromiseRule } from '../ports.ts'
import type { Visit } from '../site.ts'

/** A page of the partner's extranet. */
export const ExtranetPage = (props: Omit<PageProps, 'door'> & { children: Child }) => (
  <Page {...props} door="partner" islands={['extranet.js', ...(props.islands ?? [])]} />
)

export const contactPath = (visit: Visit, ...parts: string[]) => ['', visit.locale, 'extranet', 'contact', ...parts].join('/')
export const platformPath = (visit: Visit, ...parts: string[]) => ['', visit.locale, 'extranet', 'inbox', 'platform', ...parts].join('/')

/** The partner's way to a person. */
export const partnerWay = (visit: Visit): Way => ({
  door: 'partner', islands: ['extranet.js'], path: (...parts) => contactPath(visit, ...parts), trail: (...steps) => contactTrail(visit, ...steps),
  chat: (...parts) => ['', visit.locale, 'extranet', 'chat', ...parts].join('/'),
})

/** The steps that led here, as links. */
export const contactTrail = (visit: Visit, ...steps: { name: string; href: string }[]) => [
  { name: visit.tr.t('extranet.inbox'), href: `/${visit.locale}/extranet/inbox` },
  { name: visit.tr.t('extranet.platformMessages', { brand: visit.brand.name }), href: platformPath(visit) },
  ...steps,
]

export const StateChip = ({ visit, state }: { visit: Visit; state: ConversationState }) => (
  <span class={`chip state-${state}`}>{visit.tr.t(`extranet.state.${state}`)}</span>
)

/** "within 24 hours" / "within 16 working hours" / "within 5 working days". */
export const within = ({ tr }: Visit, rule: PromiseRule) => {
  if ('hours' in rule) return tr.t('contact.withinHours', { hours: rule.hours })
  return 'workingHours' in rule ? tr.t('clock.withinWorkingHours', { hours: rule.workingHours }) : tr.t('contact.withinWorkingDays', { days: rule.workingDays })
}
