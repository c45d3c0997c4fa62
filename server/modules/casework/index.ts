export { draftsOf, saveDraft } from './draft.ts'
