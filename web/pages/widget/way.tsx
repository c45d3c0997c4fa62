import { Icon } from '../parts/icon.tsx'
import type { Way } from '../parts/way.tsx'
import type { Visit } from '../site.ts'

export type Door = 'partner' | 'guest'

export const widgetPath = (locale: string, door: Door, ...parts: string[]) => ['', locale, 'widget', door, ...parts].join('/')

/** The way to a person as it goes in the widget: from the answers straight to the chat; all other ways are on the door's own pages. */
export const widgetWay = ({ locale, tr }: Visit, door: Door): Way => {
  const step = (...parts: string[]) => widgetPath(locale, door, 'topics', ...parts)
  return {
    door, bare: true, islands: [],
    path: (...parts) => step(...parts.map((part, index) => (index === 2 && part === 'options' ? 'chat' : part))),
    outside: (...parts) => ['', locale, door === 'guest' ? 'guest' : 'extranet', 'contact', ...parts].join('/'),
    trail: () => [],
    chat: (...parts) => widgetPath(locale, door, 'in', ...parts),
    events: (id) => `/api/v1/conversations/${id}/events?side=${door}`,
    frame: ({ visit, title, children, steps = [] }) => {
      const home = visit.path.endsWith('/topics') ? undefined : { name: tr.t('contact.topics'), href: step() }
      const back = steps.filter(({ href }) => !href.endsWith('/chat')).at(-1) ?? home
      return (
        <>
          <title>{title}</title>
          {back ? <nav class="trail"><a href={back.href}><Icon name="back" size={18} /> {back.name}</a></nav> : null}
          {children}
        </>
      )
    },
  }
}
