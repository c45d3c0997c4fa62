import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/layout.tsx'
import type { HelpDoor } from '../ports.ts'
import type { Visit } from '../site.ts'

type Props = { visit: Visit; door: HelpDoor; path: string; articleKey: string; /** Null: nobody is signed in, and the browser keeps it. */ saved: boolean | null }

/** Where a door's visitor finds what the browser keeps, or a partner user what the account keeps. */
export const savedPath = ({ locale, person }: Visit, door: HelpDoor) => (person && door === 'partner' ? `/${locale}/extranet/saved` : `/${locale}/${door}/help/saved`)

/**
 * Save, and saved. Signed in, it is the account's. Otherwise the browser keeps it, by an island; without one a partner is led
 * through sign-in, and a guest, who has no list of their own, sees no button.
 */
export const SaveButton = ({ visit, door, path, articleKey, saved }: Props) => {
  const { tr } = visit
  const inBrowser = saved === null
  return (
    <form class="save" method="post" action={`${path}/save`} data-save={articleKey} {...(inBrowser ? { 'data-in-browser': '' } : {})} hidden={inBrowser && door === 'guest'}>
      <input type="hidden" name="saved" value={saved ? '0' : '1'} />
      <button class="button plain" aria-pressed={saved ? 'true' : 'false'} data-save-text={tr.t('help.save')} data-saved-text={tr.t('help.saved')}>
        <Icon name="save" size={18} /><span>{tr.t(saved ? 'help.saved' : 'help.save')}</span>
      </button>
      <a class="to-saved" href={savedPath(visit, door)} data-to-saved hidden={!saved}>{tr.t('help.toSaved')}</a>
    </form>
  )
}

/** What a visitor has saved in this browser: the page is the same for all, the island fills it. */
export const VisitorsSaved = ({ visit, door }: { visit: Visit; door: HelpDoor }) => {
  const { tr, locale } = visit
  const home = door === 'partner' ? { name: tr.t('help.help'), href: `/${locale}/partner/help` } : { name: tr.t('help.guestTitle'), href: `/${locale}/guest` }
  const next = encodeURIComponent(`/${locale}/extranet/saved`)
  return (
    <Page visit={visit} title={tr.t('help.savedTitle')} door={door} trail={[home]} islands={['article.js']}>
      <h1>{tr.t('help.savedTitle')}</h1>
      <noscript><p class="callout">{tr.t(door === 'partner' ? 'help.savedNoScript' : 'help.savedNoScriptGuest')}</p></noscript>
      <div data-saved-list={door} data-trouble={tr.t('help.savedTrouble')} data-remove={tr.t('help.savedRemove')} hidden>
        <p class="lead">{tr.t('help.savedHere')}</p>
        <p role="status" data-saved-none hidden>{tr.t('help.savedNone')}</p>
        <ul class="answers"></ul>
      </div>
      {door === 'partner' ? <p><a class="way-link" href={`/${locale}/extranet/sign-in?next=${next}`}>{tr.t('help.savedSignIn')} <Icon name="arrow" /></a></p> : null}
    </Page>
  )
}
