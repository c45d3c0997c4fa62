import { keepDrafts } from './draft.ts'
import { followLive } from './live.ts'
import { keepNear } from './near/near.ts'
import { sendOnce } from './once.ts'
import { moveSaves } from './reader/saves.ts'

keepDrafts()
sendOnce()
followLive()
keepNear()
void moveSaves()
