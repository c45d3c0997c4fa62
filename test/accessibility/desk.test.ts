import { desk } from '../journeys/scenes.ts'
import { checkScenes } from './check.ts'

await checkScenes(desk)
