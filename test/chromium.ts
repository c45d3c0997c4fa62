import sparticuz from '@sparticuz/chromium'
import { chromium, type Browser } from 'playwright-core'

/** A real Chromium: the one of CHROME_PATH, else the one that comes as a package. */
export const launchChromium = async (...more: string[]): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROME_PATH ?? (await sparticuz.executablePath()),
    // The package's own arguments let the browser die when a context closes.
    args: ['--no-sandbox', '--font-render-hinting=none', ...more],
  })
