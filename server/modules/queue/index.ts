export { claim, claimOn, release, type Claim } from './claim.ts'
export { place, placeAll } from './place.ts'
export { forecastPhoneMinutes, laneCounts, mine, page, placeOf, type QueuePlace, type QueueRequest } from './reads.ts'
