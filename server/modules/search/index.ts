export { find, suggest, type Found, type Result, type Search } from './find.ts'
export { indexArticles } from './index-articles.ts'
export { forgetInquiries, recordClick, recordInquiry, zeroHits, type Inquiry, type ZeroHit } from './log.ts'
export { publishSynonyms } from './synonyms.ts'
