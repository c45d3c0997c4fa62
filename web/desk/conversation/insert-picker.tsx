import type { SavedReply } from '#contract/casework'
import type { DeskConversation } from '#contract/desk'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { insertableQuery, savedRepliesQuery } from '../api/casework.ts'
import { plainOf, typed as typedText } from '../../formatting/index.ts'
import { narrowed, Picker, type Choice } from '../parts/picker.tsx'
import { useWords } from '../words/words.tsx'

type InsertPickerProps = { conversation: DeskConversation; isOpen: boolean; onOpenChange: (isOpen: boolean) => void; onInsert: (text: string) => void; onMacro: (reply: SavedReply) => void }

/** Saved replies, filled in, and articles as title and link, both in the asker's language. */
export const InsertPicker = ({ conversation, isOpen, onOpenChange, onInsert, onMacro }: InsertPickerProps) => {
  const { t, locale, language } = useWords()
  const [typed, setTyped] = useState('')
  const sought = useDeferredValue(typed.trim())
  const replies = useQuery({ ...savedRepliesQuery(conversation.id, locale), enabled: isOpen })
  const articles = useQuery({ ...insertableQuery(conversation.id, sought), enabled: isOpen })
  const hintOf = (reply: SavedReply) => {
    const words = reply.body === '' || reply.locale === conversation.locale ? firstLine(plainOf(reply.body)) : t('insert.otherLanguage', { language: language(reply.locale) })
    return [reply.actions.length > 0 ? t('macro.count', { n: reply.actions.length }) : '', words].filter(Boolean).join(' · ')
  }
  const saved = (replies.data?.replies ?? []).map((reply): Choice => ({
    id: `reply-${reply.key}`, title: reply.name, group: t('insert.replies'), words: reply.body,
    hint: hintOf(reply),
  }))
  const links = (articles.data?.articles ?? []).map((article): Choice => ({ id: `article-${article.key}`, title: article.title, hint: article.summary, group: t('insert.articles') }))
  const insert = ({ id }: Choice) => {
    const reply = replies.data?.replies.find(({ key }) => id === `reply-${key}`)
    const article = articles.data?.articles.find(({ key }) => id === `article-${key}`)
    if (reply && reply.actions.length > 0) onMacro(reply)
    else if (reply) onInsert(reply.body)
    else if (article) onInsert(`[${typedText(article.title)}](${article.url})`)
  }
  return (
    <Picker label={t('insert.title')} hint={t('insert.hint')} choices={[...narrowed(saved, typed), ...links]} isOpen={isOpen} onOpenChange={onOpenChange} onChoose={insert} onType={setTyped} />
  )
}

// The greeting says nothing about a reply.
const firstLine = (body: string) => body.split('\n').filter((line) => line.trim() !== '')[1]?.slice(0, 120)
