export { follow, followAll, move, watch } from './clock.ts'
export { answerBy } from './promise.ts'
export { dueByConversation, promiseFor } from './reads.ts'
