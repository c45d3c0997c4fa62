import type { Visit } from '../site.ts'
import { appPath } from './frame.tsx'

/** What a phone needs to install the app: one app whatever the language, opened in the language it was installed in. */
export const manifestOf = (visit: Visit) => {
  const { tr, brand, locale } = visit
  const icon = (size: number, purpose: 'any' | 'maskable') => ({
    src: appPath(visit, `icon-${purpose === 'maskable' ? 'maskable-' : ''}${size}.png`), sizes: `${size}x${size}`, type: 'image/png', purpose,
  })
  return {
    id: '/app',
    name: `${brand.appName} · ${brand.name}`,
    short_name: brand.appName,
    description: tr.t('app.description', { brand: brand.name }),
    lang: locale,
    dir: tr.dir,
    start_url: appPath(visit),
    // Signing in and the help articles are pages of the same door: they open in the app's own window.
    scope: `/${locale}/`,
    display: 'standalone',
    background_color: '#faf8f4',
    theme_color: '#0b5563',
    categories: ['business', 'travel'],
    icons: [icon(192, 'any'), icon(512, 'any'), icon(192, 'maskable'), icon(512, 'maskable')],
    shortcuts: [
      { name: tr.t('app.write'), url: appPath(visit, 'more', 'help', 'report'), icons: [icon(192, 'any')] },
      { name: tr.t('share.title'), url: appPath(visit, 'share'), icons: [icon(192, 'any')] },
    ],
    share_target: {
      action: appPath(visit, 'shared'), method: 'POST', enctype: 'multipart/form-data',
      params: { title: 'title', text: 'text', url: 'url', files: [{ name: 'files', accept: ['image/*', 'application/pdf'] }] },
    },
  }
}
