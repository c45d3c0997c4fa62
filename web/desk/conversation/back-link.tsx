import ArrowLeft from 'lucide-react/icons/arrow-left'
import { pathOf, type View } from '../address.ts'
import { Link } from '../parts/link.tsx'
import { useWords } from '../words/words.tsx'

/** Back to the list; shown only where columns are pages. */
export const BackLink = ({ view }: { view: View }) => {
  const { t } = useWords()
  return (
    <Link className="icon-button back" href={pathOf(view)} aria-label={t('conversation.back', { list: t(`rail.${view}`) })}>
      <ArrowLeft aria-hidden />
    </Link>
  )
}
