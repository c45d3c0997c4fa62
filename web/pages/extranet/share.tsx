import { Hono, type Context } from 'hono'
import { Refusal } from '#kernel'
import { isLocale, translator } from '#web/locales'
import { showPrivately } from '../help/answer.ts'
import { Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import type { ShareAt, ShareView } from '../ports.ts'
import type { Site, Visit } from '../site.ts'
import { ExtranetPage } from './frame.tsx'
import { reservationName } from './message.tsx'
import { signedIn, type SignedInPage } from './signed-in.ts'

const kinds = { 'code.svg': 'svg', 'code.png': 'png', 'card.pdf': 'pdf' } as const

/** What a partner gives guests who ask them: the guests' own page as a link, a text, a code and a card to print. */
export const shareRoutes = (site: Site) => {
  const at = '/:locale{[a-z]{2}}/extranet/share'
  return new Hono().get(at, signedIn(site, share)).get(`${at}/:file{(code\\.svg|code\\.png|card\\.pdf)}`, signedIn(site, file))
}

const askedIn = (c: Context): ShareAt => {
  const language = c.req.query('language')
  return { language: isLocale(language) ? language : undefined, reservationId: c.req.query('reservation') || undefined }
}

const share: SignedInPage = async ({ visit, port, c }) => showPrivately(c, <SharePage visit={visit} view={await port.share(askedIn(c))} asked={askedIn(c).language} />)

const file: SignedInPage = async ({ port, c }) => {
  const kind = kinds[c.req.param('file') as keyof typeof kinds]
  if (!kind) throw new Refusal('not_found')
  const { bytes, mediaType } = await port.shareFile({ kind, ...askedIn(c) })
  const disposition = c.req.query('save') === '1' ? 'attachment' : 'inline'
  return c.body(Uint8Array.from(bytes), 200, { 'content-type': mediaType, 'content-disposition': `${disposition}; filename="guest-help-${kind === 'pdf' ? 'card' : 'code'}.${kind}"`, 'cache-control': 'private, no-store' })
}

type ShareProps = { visit: Visit; view: ShareView; /** The language asked for; none: the guest's own. */ asked: string | undefined }

const SharePage = (props: ShareProps) => {
  const { visit, view, asked } = props
  const { tr, locale } = visit
  const rows = Math.ceil(view.text.length / 44) + 1
  return (
    <ExtranetPage visit={visit} title={tr.t('share.title')} trail={[{ name: tr.t('extranet.inbox'), href: `/${locale}/extranet/inbox` }]}>
      <h1>{tr.t('share.title')}</h1>
      <p class="lead">{tr.t('share.lead')}</p>
      <Choose visit={visit} view={view} asked={asked} />
      <div class="share">
        <section aria-labelledby="share-text">
          <Field id="text" label={tr.t('share.text')} hint={tr.t('share.textHint')}>
            <textarea id="text" readonly rows={rows} lang={view.language} dir="auto" aria-describedby="text-hint">{view.text}</textarea>
          </Field>
          <p><span class="label">{tr.t('share.link')}</span> <a href={view.link} dir="ltr">{view.link}</a></p>
          <p class="callout" id="share-text">{tr.t('share.noDetails')}</p>
        </section>
        <section class="card share-code" aria-labelledby="share-code">
          <h2 id="share-code">{tr.t('share.code')}</h2>
          <img src={fileAt(props, 'code.svg')} width={220} height={220} alt={tr.t('share.codeAlt', { link: view.link })} />
          <ul class="plain">
            <li><a class="button" href={fileAt(props, 'card.pdf')}><Icon name="article" size={18} /> {tr.t('share.card')}</a></li>
            <li><a href={`${fileAt(props, 'code.png')}&save=1`}>{tr.t('share.png')}</a></li>
            <li><a href={`${fileAt(props, 'code.svg')}&save=1`}>{tr.t('share.svg')}</a></li>
          </ul>
        </section>
      </div>
    </ExtranetPage>
  )
}

const fileAt = ({ visit: { locale }, view: { reservationId }, asked }: ShareProps, name: keyof typeof kinds) =>
  `/${locale}/extranet/share/${name}?${new URLSearchParams({ ...(asked ? { language: asked } : {}), ...(reservationId ? { reservation: reservationId } : {}) })}`

const Choose = ({ visit, view, asked }: ShareProps) => {
  const { tr } = visit
  return (
    <form method="get" class="filters">
      <Field id="reservation" label={tr.t('share.for')}>
        <select id="reservation" name="reservation">
          <option value="">{tr.t('share.anyGuest')}</option>
          {view.reservations.map((r) => <option value={r.id} selected={r.id === view.reservationId}>{reservationName(visit, r)}</option>)}
        </select>
      </Field>
      <Field id="language" label={tr.t('share.language')}>
        <select id="language" name="language">
          <option value="">{tr.t('share.theirs')}</option>
          {view.languages.map((language) => <option value={language} lang={language} selected={language === asked}>{translator(language, 'UTC').t('common.languageName')}</option>)}
        </select>
      </Field>
      <button class="button secondary" type="submit">{tr.t('share.show')}</button>
    </form>
  )
}
