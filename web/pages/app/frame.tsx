import type { Child } from 'hono/jsx'
import { Icon, type IconName } from '../parts/icon.tsx'
import { Outbox } from './outbox-list.tsx'
import type { Way } from '../parts/way.tsx'
import type { Visit } from '../site.ts'

export type Tab = 'messages' | 'share' | 'notices' | 'more'
/** The page one step up, as its link says. */
export type Up = { name: string; href: string }

type AppPageProps = { visit: Visit; title: string; tab: Tab; up?: Up | undefined; children?: Child }

export const appPath = ({ locale }: Pick<Visit, 'locale'>, ...parts: string[]) => ['', locale, 'app', ...parts].join('/')

/** The frame of every page of the app: a bar that says where one is, the content, and the four tabs under the thumb. */
export const AppPage = ({ visit, title, tab, up, children }: AppPageProps) => {
  const { tr, brand, site, locale, person } = visit
  return (
    <html lang={locale} dir={tr.dir} data-door="partner" data-app={site.app.version} data-person={person?.id} data-worker={`/app-worker.js`} data-scope={appPath(visit)}>
      <head>
        <meta charset="utf-8" />
        <title>{`${title} · ${brand.appName}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#1b2128" media="(prefers-color-scheme: dark)" />
        <meta name="robots" content="noindex" />
        <meta name="apple-mobile-web-app-title" content={brand.appName} />
        <link rel="manifest" href={appPath(visit, 'manifest.webmanifest')} />
        <link rel="icon" href={appPath(visit, 'icon-192.png')} />
        <link rel="apple-touch-icon" href={appPath(visit, 'icon-maskable-192.png')} />
        <link rel="stylesheet" href={site.asset('app.css')} />
        <script type="module" src={site.asset('app.js')}></script>
      </head>
      <body class="app">
        <a class="skip" href="#content">{tr.t('common.skip')}</a>
        <header class="app-bar">
          {up ? <a class="app-up" href={up.href}><Icon name="back" size={22} /><span>{up.name}</span></a> : <a class="brand" href={appPath(visit)}><bdi class="brand-name">{brand.appName}</bdi><bdi class="door-name">{brand.name}</bdi></a>}
          <p class="app-line" data-offline role="status" data-text={tr.t('app.offline')}></p>
        </header>
        <main id="content" class="text" tabindex={-1}>{children}</main>
        {person ? <Tabs visit={visit} tab={tab} /> : null}
      </body>
    </html>
  )
}

const tabs: readonly { tab: Tab; icon: IconName; path: string[] }[] = [
  { tab: 'messages', icon: 'message', path: [] },
  { tab: 'share', icon: 'share', path: ['share'] },
  { tab: 'notices', icon: 'bell', path: ['notices'] },
  { tab: 'more', icon: 'menu', path: ['more'] },
]

const Tabs = async ({ visit, tab: current }: { visit: Visit; tab: Tab }) => {
  const { tr } = visit
  const unread = await visit.unread()
  return (
    <nav class="app-tabs" aria-label={tr.t('common.mainMenu')}>
      {tabs.map(({ tab, icon, path }) => (
        <a href={appPath(visit, ...path)} aria-current={tab === current ? 'page' : undefined}>
          <Icon name={icon} size={24} />
          <span>{tr.t(`app.tab.${tab}`)}</span>
          {tab === 'messages' && unread > 0 ? <span class="count"><span class="visually-hidden">{tr.t('extranet.unreadCount', { count: unread })}</span><span aria-hidden="true">{unread > 99 ? '99+' : unread}</span></span> : null}
        </a>
      ))}
    </nav>
  )
}

/** Where conversations of the app lead back to, and the frame they are shown in. */
export const appWay = (visit: Visit, up: Up): Way => ({
  door: 'partner', islands: [], path: (...parts) => appPath(visit, ...parts), trail: () => [],
  chat: (...parts) => ['', visit.locale, 'extranet', 'chat', ...parts].join('/'),
  frame: (page) => <AppPage visit={visit} title={page.title} tab="messages" up={up}>{page.children}<Outbox visit={visit} about={visit.c.req.param('id') ?? ''} /></AppPage>,
})
