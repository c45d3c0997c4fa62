/** An article's Markdown in the peer's notation: the same headings, lists, emphasis, remarks and links. */
export const wikitext = (title: string, body: string): string => {
  const lines = body.split('\n').map((line) =>
    line
      .replace(/^### (.*)$/, '=== $1 ===')
      .replace(/^## (.*)$/, '== $1 ==')
      .replace(/^\d+\. /, '# ')
      .replace(/^- /, '* ')
      .replace(/^> (.*)$/, '<blockquote>$1</blockquote>')
      .replace(/\*\*([^*]+)\*\*/g, "'''$1'''")
      .replace(/(?<!\*)\*([^*\s][^*]*)\*(?!\*)/g, "''$1''")
      .replace(/\[([^\]]+)\]\(article:([^)]+)\)/g, '[[$2|$1]]')
      .replace(/\[([^\]]+)\]\(page:([^)]+)\)/g, '[[Project:$2|$1]]')
      .replace(/\{\{\w+\}\}/g, '24'),
  )
  return `'''${title}'''\n\n${lines.join('\n').trim()}\n\n[[Category:Help]]\n`
}
