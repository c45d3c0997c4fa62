import { Hono } from 'hono'
import { z } from 'zod'
import { inLocale, showPrivately } from '../help/answer.ts'
import { Page } from '../parts/layout.tsx'
import { WrongDoor, type WrongDoorProps } from '../parts/wrong-door.tsx'
import { postedFields } from '../sign-in/fields.ts'
import type { Request, Site, Visit } from '../site.ts'
import { visit } from '../visit.ts'

const Sources = z.enum(['sign-in', 'locked-out', 'extranet-link', 'guest-contact', 'guest-message', 'guest-sign-in'])
const Crossing = z.object({ to: z.enum(['partner', 'guest']), source: Sources, by: z.string().max(40).regex(/^[a-z-]+$/) })
const most = { text: 60_000, name: 200, email: 320, number: 60, topic: 60, subtopic: 60 } as const

/** From one door to the other, in one tap. */
export const doorRoutes = (site: Site) => new Hono().post(`${inLocale}/other-door`, (c) => cross(site, c))

const cross = async (site: Site, c: Request) => {
  const { locale } = await visit(site, c)
  const fields = await postedFields(c)
  const crossing = Crossing.safeParse(fields)
  if (!crossing.success) return c.redirect(`/${locale}/guest`, 303)
  const { to, source, by } = crossing.data
  const typed = Object.fromEntries(Object.entries(most).map(([name, length]) => [name, (fields[`typed_${name}`] ?? '').replace(/\r\n?/g, '\n').slice(0, length)]))
  await site.doors.handOver(c, { to, source, by, locale, typed })
  return c.redirect(to === 'guest' ? `/${locale}/guest/contact` : `/${locale}/extranet/contact`, 303)
}

/** A page that belongs to the other door. */
export const WrongDoorPage = (props: WrongDoorProps & { visit: Visit }) => {
  const { visit: reader, to } = props
  return (
    <Page visit={reader} title={reader.tr.t(to === 'guest' ? 'doors.toGuestTitle' : 'doors.toPartnerTitle')} door={to === 'guest' ? 'partner' : 'guest'}>
      <h1>{reader.tr.t(to === 'guest' ? 'doors.partnersPage' : 'doors.guestsPage')}</h1>
      <WrongDoor {...props} />
    </Page>
  )
}

/** A signed-in guest has come to a partner's page, by a link or with a form. */
export const guestAtPartners = async (site: Site, c: Request, text: string) => {
  await site.doors.count('partner', 'extranet-link', { by: 'guest-session' })
  return showPrivately(c, <WrongDoorPage visit={await visit(site, c)} to="guest" source="extranet-link" by="guest-session" typed={{ text }} />, 403)
}
