const firstWaitMs = 500
const longestWaitMs = 8_000

/** Loads a part of the desk; without a line again and again until it comes, so that what stands on the screen stays. */
export const patiently = async <Part>(load: () => Promise<Part>): Promise<Part> => {
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(longestWaitMs, waitMs * 2)) {
    try {
      return await load()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }
}
