export { isLoopback, networkKey } from './network.ts'
export { refuseForeign, sameOriginOnly, securityHeaders } from './security.ts'
export { readManifest, staticFile } from './static.ts'
