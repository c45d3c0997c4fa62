export { deskConversation } from './conversation.ts'
export { worklist } from './worklist.ts'
export { myPage, queuePage, topicNames } from './lists.ts'
