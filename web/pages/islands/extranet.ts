import { keepDrafts } from './draft.ts'
import { followLive } from './live.ts'
import { sendOnce } from './once.ts'
import { moveSaves } from './reader/saves.ts'

keepDrafts()
sendOnce()
followLive()
void moveSaves()
