import { keepAhead, refreshKept, showWaiting } from './app/ahead.ts'
import { showCode } from './app/code.ts'
import { compose } from './app/compose.ts'
import { followLine, followLog, stayInside } from './app/line.ts'
import { listOutbox } from './app/list.ts'
import { keepLocked } from './app/lock.ts'
import { offerInstall, shareText, wipeWhenOut } from './app/more.ts'
import { followPush, offerPush } from './app/push.ts'
import { fillReport } from './app/report.ts'
import { keepFlushing } from './app/sending.ts'
import { keepTyped } from './app/typed.ts'
import { register, settleOwner } from './app/worker.ts'
import { keepDrafts } from './draft.ts'
import { followLive } from './live.ts'
import { keepNear } from './near/near.ts'
import { sendOnce } from './once.ts'

followLog()
followLine()
showWaiting()
stayInside()
keepDrafts()
sendOnce()
compose()
offerInstall()
shareText()
void keepLocked()
void fillReport()
void showCode()
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-outbox]:not([data-outbox=report])')) void keepTyped(form)

/** What only keeps up with the server waits until the page has been shown and answers taps. */
const untilIdle = () => new Promise<void>((done) => ('requestIdleCallback' in globalThis ? requestIdleCallback(() => done(), { timeout: 1_000 }) : setTimeout(done, 100)))

const begin = async () => {
  if (await wipeWhenOut()) return
  await settleOwner()
  void listOutbox()
  keepFlushing()
  await untilIdle()
  // A page that the phone had is shown first, and what has changed in it after.
  await refreshKept()
  followLive()
  if (navigator.onLine) keepNear()
  await register()
  void offerPush()
  void followPush()
  await keepAhead()
}
void begin()
