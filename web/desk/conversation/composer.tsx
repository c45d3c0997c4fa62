import type { DeskConversation } from '#contract/desk'
import Lock from 'lucide-react/icons/lock'
import Reply from 'lucide-react/icons/reply'
import { useEffect, useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import { focusSoon } from '../frame/focus.ts'
import { useCommand } from '../frame/commands.ts'
import { useHeldShortcuts } from '../frame/shortcuts.ts'
import { useWords } from '../words/words.tsx'
import { draftKinds, dropOldDrafts, type DraftKind } from './drafts.ts'
import { useNear } from '../live/near.ts'
import { NearBy } from './near-by.tsx'
import { NotYours } from './not-yours.tsx'
import type { Handling } from './use-handling.ts'
import { fieldId, WritingField } from './writing-field.tsx'

type ComposerProps = { conversation: DeskConversation; handling: Handling }

/** Where an answer or an internal note is written. Only who has the conversation answers it; a note may come from anyone. */
export const Composer = ({ conversation, handling }: ComposerProps) => {
  const { t } = useWords()
  const [kind, setKind] = useState<DraftKind>('reply')
  const mayReply = handling.holder === 'me' && conversation.closure === null
  const near = useNear(conversation.id)
  useEffect(() => dropOldDrafts(Date.now()), [])
  // Where the field was asked for before it was there: while the conversation is being taken, or just before.
  const [wantedIn, setWantedIn] = useState<string | null>(null)
  const isWanted = wantedIn === conversation.id
  useHeldShortcuts(isWanted && handling.busy && !mayReply)
  useEffect(() => {
    if (isWanted && mayReply && !document.activeElement?.closest('[role=dialog], [contenteditable], input, textarea, select')) focusSoon(fieldId('reply'))
  }, [isWanted, mayReply])
  const open = (next: DraftKind) => {
    setKind(next)
    setWantedIn(next === 'reply' && !mayReply ? conversation.id : null)
    focusSoon(next === 'reply' && !mayReply ? notYoursId : fieldId(next))
  }
  useCommand({ title: 'shortcuts.reply', group: 'conversation', shortcut: 'r', run: () => open('reply') })
  useCommand({ title: 'shortcuts.note', group: 'conversation', shortcut: 'n', run: () => open('note') })
  return (
    <section className={`composer composer-${kind}`} aria-label={t('composer.label')} onInput={near.writes} onFocus={() => mayReply && setWantedIn(null)}>
      <NearBy people={near.people} />
      <Tabs selectedKey={kind} onSelectionChange={(key) => setKind(draftKinds.find((known) => known === key) ?? 'reply')}>
        <TabList className="tabs" aria-label={t('composer.kind')}>
          <Tab className="tab" id="reply">
            <Reply aria-hidden /> {t('composer.reply')}
          </Tab>
          <Tab className="tab" id="note">
            <Lock aria-hidden /> {t('composer.note')}
          </Tab>
        </TabList>
        <TabPanel className="tab-panel" id="reply">
          {mayReply ? <WritingField key={conversation.id} conversation={conversation} kind="reply" /> : <NotYours id={notYoursId} conversation={conversation} handling={handling} />}
        </TabPanel>
        <TabPanel className="tab-panel" id="note">
          <WritingField key={conversation.id} conversation={conversation} kind="note" />
        </TabPanel>
      </Tabs>
    </section>
  )
}

const notYoursId = 'composer-not-yours'
