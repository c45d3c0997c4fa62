export { factsAfter, forgetOldFacts, lastPosition, type FeedScope, type SequencedFact } from './queries.ts'
export { record, wakeSequencer, type Fact } from './record.ts'
export { startSequencer, type Sequencer } from './sequencer.ts'
