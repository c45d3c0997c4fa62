import type { ArticleWriting } from '#contract/authoring'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { previewQuery } from '../api/authoring.ts'
import { useWords } from '../words/words.tsx'
import type { Typed } from './use-writing.ts'

/** The text as readers would see it: the operator's numbers filled in, links where they lead. */
export const PreviewPane = ({ article: { door, locale }, typed }: { article: ArticleWriting; typed: Typed }) => {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  const body = useDeferredValue(typed.body)
  const shown = useQuery({ ...previewQuery({ door, locale, body }), enabled: isOpen })
  return (
    <details className="write-preview" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('write.preview')}</summary>
      {shown.data && (
        <article lang={locale} dir={locale === 'ar' ? 'rtl' : 'ltr'} className="preview">
          <h3>{typed.title}</h3>
          <p className="hint">{t('write.minutes', { n: shown.data.minutes })}</p>
          {shown.data.unknown.length > 0 && (
            <p className="failure" role="status">
              {t('write.unknown', { names: shown.data.unknown.join(', ') })}
            </p>
          )}
          {/* Made by the server's own renderer, which lets no HTML of the author's through. */}
          <div dangerouslySetInnerHTML={{ __html: shown.data.html }} />
        </article>
      )}
    </details>
  )
}
