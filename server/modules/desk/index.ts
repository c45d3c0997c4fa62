export { deskConversation } from './conversation.ts'
export { myPage, queuePage, topicNames } from './lists.ts'
