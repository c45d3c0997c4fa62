export { announce, check, resolve } from './announce.ts'
export { live, liveFor } from './live.ts'
export { NoticeInput, type Notice } from './notice.ts'
