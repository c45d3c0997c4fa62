import { keepDrafts } from './draft.ts'
import { followLive } from './live.ts'
import { sendOnce } from './once.ts'

keepDrafts()
sendOnce()
followLive()
