import { useSyncExternalStore } from 'react'

/** Columns become pages up to this width, and the third column a sheet up to the next. */
export const narrow = '(max-width: 900px)'
export const withoutThirdColumn = '(max-width: 1199px)'

export const useMedia = (query: string): boolean =>
  useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
  )
