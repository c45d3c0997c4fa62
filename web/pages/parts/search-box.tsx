import type { HelpDoor } from '../ports.ts'
import type { Visit } from '../site.ts'
import { Icon } from './icon.tsx'

export const searchPath = ({ locale }: Visit, door: HelpDoor) => (door === 'partner' ? `/${locale}/partner/help/search` : `/${locale}/guest/search`)

type BoxProps = {
  visit: Visit
  door: HelpDoor
  /** Where the words go when they are not asked of the help centre's own page. */
  action?: string
  q?: string
  label?: string
  /** `large`: with its button's word; `header`: small, in the frame of every page. */
  size?: 'large' | 'header'
}

/** A field to search by; suggestions come while typing where there is JavaScript. */
export const SearchBox = ({ visit, door, action, q = '', label, size = 'large' }: BoxProps) => {
  const { tr, locale } = visit
  const id = `search-${size}`
  const suggestions = `/api/v1/search/suggestions?${new URLSearchParams({ door, locale, q: '' })}`
  return (
    <form class={`search-box ${size}`} role="search" action={action ?? searchPath(visit, door)} data-suggest={suggestions}>
      <label class={label ? '' : 'visually-hidden'} for={id}>{label ?? tr.t('search.searchHelp')}</label>
      <div class="search-field">
        <input id={id} type="search" name="q" dir="auto" value={q} maxlength={200} autocomplete="off" placeholder={size === 'header' ? tr.t('search.search') : tr.t('search.words')} enterkeyhint="search" />
        <button class="button" type="submit"><Icon name="search" /><span class={size === 'header' ? 'visually-hidden' : ''}>{tr.t('search.search')}</span></button>
      </div>
    </form>
  )
}
