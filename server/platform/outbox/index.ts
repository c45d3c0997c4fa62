export { factsAfter, forgetOldFacts, isFor, lastPosition, mostFactsRead, type FedFact, type FeedScope, type SequencedFact } from './queries.ts'
export { record, wakeSequencer, type Fact } from './record.ts'
export { startSequencer, type Sequencer } from './sequencer.ts'
export { createTail, type Tail } from './tail.ts'
