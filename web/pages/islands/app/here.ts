/** What the server says of the page one looks at. */
const { dataset } = document.documentElement

export const here = {
  locale: document.documentElement.lang,
  person: dataset.person ?? '',
  version: dataset.app ?? '',
  worker: dataset.worker ?? '',
  scope: dataset.scope ?? '',
  path: location.pathname,
}

export const pathOf = (...parts: string[]): string => [here.scope, ...parts].join('/')
