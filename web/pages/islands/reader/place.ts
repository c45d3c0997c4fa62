const nearEdge = 0.15

/** Says in the contents which part is being read. */
export const followReading = () => {
  const links = new Map([...document.querySelectorAll<HTMLAnchorElement>('.contents a')].map((link) => [decodeURIComponent(link.hash.slice(1)), link]))
  const headings = [...document.querySelectorAll<HTMLElement>('.prose h2[id]')]
  if (links.size === 0) return
  const show = () => {
    // The part one reads is the last whose heading has come near the upper edge.
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight * nearEdge)
    const current = (passed.at(-1) ?? headings[0])?.id
    for (const [id, link] of links) {
      if (id === current) link.setAttribute('aria-current', 'location')
      else link.removeAttribute('aria-current')
    }
  }
  const observer = new IntersectionObserver(show, { rootMargin: `0px 0px -${100 * (1 - nearEdge)}% 0px` })
  for (const heading of headings) observer.observe(heading)
}
