import { followReading } from './reader/place.ts'
import { listSaves } from './reader/saved-list.ts'
import { keepSaves } from './reader/saves.ts'
import { shareAndPrint } from './reader/share.ts'
import { voteInPlace } from './reader/vote.ts'

voteInPlace()
followReading()
shareAndPrint()
void keepSaves()
void listSaves()
