export { answerFreeCancellation, askForFreeCancellation, dropQuestions, expireRequests, withdrawFreeCancellation, type Answered } from './free-cancellation.ts'
export { box, guestThread, letterAt, propertyThread, readByProperty, unreadThreads, waiverOf, type BoxFilter, type BoxRow, type Letter, type Thread, type Waiver } from './reads.ts'
export { mayWriteUntil, type Answer } from './rules.ts'
export { markRead, tellBoth, writeAsGuest, writeAsProperty, writeByMail, type Writing } from './write.ts'
