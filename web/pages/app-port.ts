export type IconShape = 'any' | 'maskable'

/** The app as something that is installed. */
export type AppSite = {
  /** Of the program and of the scripts it sends. */
  version: string
  /** Whether devices can be notified here. */
  notifies: boolean
  /** The first letter of the app's name on the partners' colour. */
  icon(size: number, shape: IconShape): Promise<Uint8Array>
  /** System and browser, as a request names them. */
  device(userAgent: string): { system: string; browser: string }
}
