const title = document.title
const now = { shown: true, tell: (unread: number): void => void (document.title = unread > 0 ? `(${unread}) ${title}` : title) }
const changed = 'hospes-shown'

/** Whether somebody can see the page: a frame may be put away while the page around it is looked at. */
export const isLooking = (): boolean => now.shown && document.visibilityState === 'visible'

export const whenLooking = (then: () => void, signal: AbortSignal): void => {
  const look = () => void (isLooking() && then())
  document.addEventListener('visibilitychange', look, { signal })
  document.addEventListener(changed, look, { signal })
}

/** How many answers wait unread: before the page's title, or where a frame has it told. */
export const tellUnread = (unread: number): void => now.tell(unread)

/** In a frame: whether it is put away, and who is told of what is unread. */
export const tellUnreadBy = (tell: (unread: number) => void): void => void (now.tell = tell)
export const setShown = (shown: boolean): void => {
  now.shown = shown
  document.dispatchEvent(new Event(changed))
}
