import { inHand } from '../journeys/scenes.ts'
import { checkScenes } from './check.ts'

// The others are made of the same parts.
const own = ['app', 'app-share', 'app-more', 'app-report', 'app-notifications', 'app-lock', 'app-code-setup', 'app-outbox']

await checkScenes(inHand.filter(({ name }) => own.includes(name)))
