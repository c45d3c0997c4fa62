/** The package declares no types; this is the part of it that is used. */
declare module 'html-to-text' {
  type Selector = { selector: string; format?: string; options?: Record<string, unknown> }
  type Options = { wordwrap: number | false; limits: { maxInputLength: number; maxDepth: number; maxChildNodes: number }; selectors: Selector[] }
  export const convert: (html: string, options: Options) => string
}
