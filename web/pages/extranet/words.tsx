const address = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g

/** What somebody wrote, as they wrote it: lines kept, web addresses as links, nothing else interpreted. */
export const Words = ({ text, links = true }: { text: string; /** Off where following them could do harm. */ links?: boolean }) => (
  <div class="words" dir="auto">{text.split(/\n{2,}/).map((paragraph) => <p>{links ? withLinks(paragraph) : paragraph}</p>)}</div>
)

const withLinks = (paragraph: string) => {
  const parts: (string | object)[] = []
  let from = 0
  for (const found of paragraph.matchAll(address)) {
    parts.push(paragraph.slice(from, found.index), <a href={found[0]} rel="noopener nofollow ugc">{found[0]}</a>)
    from = found.index + found[0].length
  }
  return [...parts, paragraph.slice(from)]
}
