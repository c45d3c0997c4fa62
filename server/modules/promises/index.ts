export { follow, followAll, move, watch } from './clock.ts'
export { ruleNow, seasonFor, travellerOf, type AskingNow } from './in-season.ts'
export { answerBy } from './promise.ts'
export { dueByConversation, promiseFor } from './reads.ts'
