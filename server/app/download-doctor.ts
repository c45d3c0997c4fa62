import type { Config } from '../config.ts'
import type { Finding } from './mail-findings.ts'

const nobodysFile = '/files/00000000-0000-4000-8000-000000000000'
const patienceMs = 5_000

/** Whether files, and mails as they came, are opened at a host of their own, and whether its name leads here. */
export const examineDownloads = async ({ publicUrl, downloadUrl }: Pick<Config, 'publicUrl' | 'downloadUrl'>): Promise<Finding[]> => {
  if (downloadUrl === null) {
    return [{
      part: 'downloads', level: publicUrl ? 'warn' : 'note', says: 'files and mails as they came are opened at our own address: DOWNLOAD_URL is not set',
      means: 'a sandbox is all that keeps what somebody sent apart from the sessions of those who open it', todo: 'give Hospes a second host name, best of another domain, and set DOWNLOAD_URL, as in https://files.example.net',
    }]
  }
  const ask = async (path: string) => {
    const { status, headers } = await fetch(downloadUrl + path, { redirect: 'manual', signal: AbortSignal.timeout(patienceMs) })
    return { status, isShut: headers.get('content-security-policy')?.endsWith('sandbox') ?? false }
  }
  try {
    const [file, other] = [await ask(nobodysFile), await ask('/healthz')]
    if (file.status === 404 && file.isShut && other.status === 404) {
      return [{ part: 'downloads', level: 'ok', says: `files are opened at ${downloadUrl}, and nothing else is there` }, ...nearness(downloadUrl, publicUrl)]
    }
    return [{ part: 'downloads', level: 'fail', says: `${downloadUrl} does not answer as the host of downloads does`, means: 'no file and no mail as it came can be opened', todo: 'let its name lead to Hospes, and the proxy in front pass Host as it came' }]
  } catch (error) {
    return [{ part: 'downloads', level: 'fail', says: `${downloadUrl} cannot be reached: ${reasonOf(error)}`, means: 'no file and no mail as it came can be opened', todo: 'let its name lead to the proxy in front of Hospes, with a certificate for it' }]
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : String(error))

// The last two parts of a name are the domain nearly everywhere; where they are not, it is a note too many.
const domainOf = (url: string) => new URL(url).hostname.split('.').slice(-2).join('.')

const nearness = (downloadUrl: string, publicUrl: string | null): Finding[] =>
  publicUrl !== null && domainOf(publicUrl) === domainOf(downloadUrl)
    ? [{ part: 'downloads', level: 'note', says: 'DOWNLOAD_URL and PUBLIC_URL are of one domain', means: 'browsers take them for one site: some of what they keep apart between sites is shared', todo: 'use a domain that serves nothing else, where you have one' }]
    : []
