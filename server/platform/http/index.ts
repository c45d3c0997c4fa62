export { isLoopback, networkKey } from './network.ts'
export { contentSecurityPolicy, sameOriginOnly, securityHeaders } from './security.ts'
export { readManifest, staticFile } from './static.ts'
