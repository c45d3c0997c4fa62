import { inHand } from '../journeys/scenes.ts'
import { checkScenes } from './check.ts'

await checkScenes(inHand)
