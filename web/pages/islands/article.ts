import { listSaves } from './reader/saved-list.ts'
import { keepSaves } from './reader/saves.ts'
import { voteInPlace } from './reader/vote.ts'

voteInPlace()
void keepSaves()
void listSaves()
