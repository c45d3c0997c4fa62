import type { DeskConversation } from '#contract/desk'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { go, pathOf, useFilters, type View } from '../address.ts'
import { conversationQuery } from '../api/queries.ts'
import { ActDialog } from '../casework/act-dialogs.tsx'
import { useActs } from '../casework/acts.ts'
import { Beside } from '../beside/beside.tsx'
import { useCommand } from '../frame/commands.ts'
import { focusSoon } from '../frame/focus.ts'
import { useShortcut } from '../frame/shortcuts.ts'
import { rowElementId } from '../list/use-cursor.ts'
import { Sheet } from '../parts/dialog.tsx'
import { Loading, Trouble } from '../parts/state.tsx'
import { narrow, useMedia, withoutThirdColumn } from '../parts/use-media.ts'
import { useWords } from '../words/words.tsx'
import { ChatBar } from './chat-bar.tsx'
import { Banners } from './banners.tsx'
import { BackLink } from './back-link.tsx'
import { CloseDialog } from './close-dialog.tsx'
import { Composer } from './composer.tsx'
import { ConversationHead, headingId } from './head.tsx'
import { Thread } from './thread.tsx'
import { useHandling } from './use-handling.ts'
import { useMentionsSeen } from './use-mentions-seen.ts'
import { useReading } from './use-reading.ts'
import { useWholeThread } from './use-whole-thread.ts'

type OpenProps = { id: string; view: View }

export const OpenConversation = ({ id, view }: OpenProps) => {
  const { t } = useWords()
  const conversation = useQuery(conversationQuery(id))
  const isNarrow = useMedia(narrow)
  useShortcut('Escape', () => {
    if (isNarrow) go(pathOf(view))
    focusSoon(rowElementId(id))
  })
  if (conversation.data) return <Loaded conversation={conversation.data} fetchedAt={conversation.dataUpdatedAt} view={view} />
  return (
    <section className="conversation" id="conversation" aria-label={t('conversation.label')}>
      {isNarrow && (
        <div className="head">
          <div className="head-top">
            <BackLink view={view} />
          </div>
        </div>
      )}
      {conversation.isPending ? (
        <Loading label={t('state.loading')} rows={4} />
      ) : (
        <Trouble title={t('conversation.trouble')} error={conversation.error} onRetry={() => void conversation.refetch()} busy={conversation.isFetching} />
      )}
    </section>
  )
}

type LoadedProps = { conversation: DeskConversation; fetchedAt: number; view: View }

const Loaded = ({ conversation: newest, fetchedAt, view }: LoadedProps) => {
  const { t } = useWords()
  const { conversation, older } = useWholeThread(newest)
  const [showsBeside, setShowsBeside] = useState(false)
  const [closes, setCloses] = useState(false)
  const sought = new URLSearchParams(useFilters()).get('q') ?? ''
  const inSheet = useMedia(withoutThirdColumn)
  const handling = useHandling(conversation)
  useMentionsSeen(conversation.id)
  const newFrom = useReading(conversation, handling.holder === 'me')
  useEffect(() => focusSoon(headingId), [])
  const canClose = handling.holder === 'me' && conversation.closure === null
  const acts = useActs(conversation)
  useCommand({ title: 'shortcuts.close', group: 'conversation', shortcut: 'c', run: () => setCloses(true), off: !canClose })
  const beside = <Beside conversation={conversation} fetchedAt={fetchedAt} view={view} />
  return (
    <>
      <section className="conversation" id="conversation" aria-labelledby={headingId}>
        <ConversationHead
          conversation={conversation}
          handling={handling}
          view={view}
          onClose={canClose ? () => setCloses(true) : undefined}
          onAct={acts.open}
          onBeside={inSheet ? () => setShowsBeside(true) : undefined}
        />
        <Banners conversation={conversation} view={view} />
        <ChatBar conversation={conversation} />
        <Thread conversation={conversation} older={older} newFrom={newFrom} sought={view === 'search' ? sought : ''} />
        <Composer conversation={conversation} handling={handling} />
      </section>
      {inSheet ? (
        <Sheet title={t('beside.label')} isOpen={showsBeside} onOpenChange={setShowsBeside} side>
          {beside}
        </Sheet>
      ) : (
        <section className="beside-column" aria-label={t('beside.label')}>
          {beside}
        </section>
      )}
      <ActDialog act={acts.act} conversation={conversation} older={older} onDone={acts.close} />
      <CloseDialog conversation={conversation} isOpen={closes} onOpenChange={setCloses} />
    </>
  )
}
