import { directionOf } from '#kernel'
import { languageName } from '../help/lists.tsx'
import type { FoundView, SearchView } from '../ports.ts'
import type { Visit } from '../site.ts'
import { Icon } from './icon.tsx'

/** What was found, best first, with the passage that answers; the words that were sought are marked. */
export const SearchResults = ({ visit, found }: { visit: Visit; found: SearchView }) => (
  <>
    {found.corrected ? <p class="corrected">{visit.tr.t('search.corrected', { corrected: found.corrected })}</p> : null}
    <ol class="answers article-answers results">
      {found.results.map((result) => <li><Result visit={visit} result={result} /></li>)}
    </ol>
  </>
)

const Result = ({ visit, result }: { visit: Visit; result: FoundView }) => (
  <>
    <a href={result.href} hreflang={result.locale} rel="nofollow"><Icon name="article" /> <span lang={result.locale} dir={directionOf(result.locale)}>{result.title}</span></a>
    <p lang={result.locale} dir={directionOf(result.locale)}>{result.extract.map(({ text, hit }) => (hit ? <mark>{text}</mark> : text))}</p>
    <p class="meta">{result.topicName}{result.translated ? null : <> · {visit.tr.t('help.shownIn', { language: languageName(visit, result.locale) })}</>}</p>
  </>
)
