export { isLoopback, networkKey } from './network.ts'
export { sameOriginOnly, securityHeaders } from './security.ts'
export { readManifest, staticFile } from './static.ts'
