export { claim, claimOn, release, type Claim } from './claim.ts'
export { place } from './place.ts'
export { rank, type Place, type RankSettings, type Waiting } from './rank.ts'
export { forecastPhoneMinutes, laneCounts, mine, page, placeOf, type QueuePlace, type QueueRequest } from './reads.ts'
