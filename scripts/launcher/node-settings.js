import { cpus } from 'node:os'
import path from 'node:path'
import { root } from './place.js'

/**
 * How the server's Node is started. Left to itself it lets 128 MB of short-lived objects gather on a large machine, and its
 * allocator keeps a pool a thread and what large mails and files have taken: the same work in a third less memory. The collector's
 * helpers are as many as there are processors beside the one that serves: with more, a pause lasts until the last has had its turn.
 * What lives longer may grow to four times itself before it is looked through; where the most is below 2 GB, to less than twice.
 */
export const nodeArgs = ['--enable-source-maps', '--max-semi-space-size=16', '--max-old-space-size=1536', `--v8-pool-size=${Math.min(4, Math.max(1, cpus().length - 1))}`]

/** @type {NodeJS.ProcessEnv} */
export const nodeEnv = {
  // Halves the time the server takes to load its packages from the second start on.
  NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/compiled'),
  MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072',
}

// Where an error stood in our source is known by the maps of our own code: those of the packages, which the flag reads too, are 40 MB in every process.
nodeArgs.splice(nodeArgs.indexOf('--enable-source-maps'), 1, `--import=${new URL('source-maps.js', import.meta.url).href}`)
