import type { ComponentProps, MouseEvent } from 'react'
import { go } from '../address.ts'

type LinkProps = ComponentProps<'a'> & { href: string }

/** A link inside the desk: a plain click moves without loading the page, every other click is the browser's. */
export const Link = ({ href, onClick, ...rest }: LinkProps) => {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(href)
  }
  return <a href={href} onClick={follow} {...rest} />
}
