declare module 'autocannon' {
  export type Client = { setRequests(requests: { path: string; headers?: Record<string, string> }[]): void }
  export type Result = { duration: number; non2xx: number; errors: number; timeouts: number; requests: { total: number }; statusCodeStats: Record<string, { count: number }> }
  type Options = { url: string; connections: number; duration: number; headers?: Record<string, string>; setupClient?: (client: Client) => void }
  const autocannon: (options: Options) => Promise<Result>
  export default autocannon
}
