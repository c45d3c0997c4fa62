export { deskConversation } from './conversation.ts'
export { colleaguesNow, offersOf } from './offers.ts'
export { worklist } from './worklist.ts'
export { myPage, queuePage, topicNames } from './lists.ts'
