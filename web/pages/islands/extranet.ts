import { tellTimeZone } from './chat/time-zone.ts'
import { keepDrafts } from './draft.ts'
import { followLive } from './live.ts'
import { keepNear } from './near/near.ts'
import { sendOnce } from './once.ts'
import { moveSaves } from './reader/saves.ts'

keepDrafts()
tellTimeZone()
sendOnce()
followLive()
keepNear()
void moveSaves()
