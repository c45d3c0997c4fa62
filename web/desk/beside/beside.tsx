import type { DeskConversation } from '#contract/desk'
import type { View } from '../address.ts'
import { FromApp } from './app-report.tsx'
import { CallCheck } from './call-check.tsx'
import { Earlier } from './earlier.tsx'
import { InHand } from './in-hand.tsx'
import { Person } from './person.tsx'
import { PromiseHistory } from './promise-history.tsx'
import { Property } from './property.tsx'
import { Stay } from './stay.tsx'

type BesideProps = { conversation: DeskConversation; fetchedAt: number; view: View }

/** What one needs to know beside the words: the stay first, since its hours run. */
export const Beside = ({ conversation, fetchedAt, view }: BesideProps) => (
  <div className="beside">
    <InHand conversation={conversation} view={view} />
    <PromiseHistory conversation={conversation} />
    {conversation.reservation && <Stay reservation={conversation.reservation} fetchedAt={fetchedAt} />}
    {conversation.call && <CallCheck call={conversation.call} />}
    <Person conversation={conversation} />
    <FromApp conversation={conversation} />
    {conversation.property && <Property property={conversation.property} />}
    <Earlier earlier={conversation.earlier} view={view} />
  </div>
)
