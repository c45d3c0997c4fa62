import { useSyncExternalStore } from 'react'

/** Columns become pages up to this width (900 px at the usual text size), and the third column a sheet up to the next. */
export const narrow = '(max-width: 56.25em)'
export const withoutThirdColumn = '(max-width: 74.9em)'

export const useMedia = (query: string): boolean =>
  useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
  )
