import type { DeskConversation } from '#contract/desk'
import MessagesSquare from 'lucide-react/icons/messages-square'
import { useNow } from '../words/now.ts'
import { useWords } from '../words/words.tsx'
import { useEnterSends } from './enter-sends.ts'

/** Whether its asker is in the chat now, how they left, and whether they have read what was said last. */
export const ChatBar = ({ conversation: { chat, asker, answerSeq, closure } }: { conversation: DeskConversation }) => {
  const { t, times } = useWords()
  const now = useNow()
  const [enter, setEnter] = useEnterSends()
  if (!chat || closure) return null
  const when = chat.leftAt ? times.moment(chat.leftAt, now) : ''
  const left = chat.left === 'email' ? 'chat.leftEmail' : chat.left === 'message' ? 'chat.leftMessage' : 'chat.lost'
  return (
    <div className={chat.here ? 'chat-bar is-here' : 'chat-bar'}>
      <MessagesSquare aria-hidden />
      <p role="status">
        <bdi>{chat.here ? t('chat.here', { name: asker.name }) : t(left, { name: asker.name, when })}</bdi>
        {answerSeq !== null && <span className="chat-read"> · {t(chat.readSeq >= answerSeq ? 'chat.read' : 'chat.unread')}</span>}
      </p>
      {chat.here && (
        <label className="chat-enter">
          <input type="checkbox" checked={enter} onChange={(event) => setEnter(event.target.checked)} /> {t('chat.enter')}
        </label>
      )}
    </div>
  )
}
