/** Every browser can read compressed pages, and says so. */
export const asBrowsersAsk = { 'accept-encoding': 'gzip, deflate, br, zstd' }
