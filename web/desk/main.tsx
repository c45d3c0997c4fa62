import './strict.ts'
import '../ui/tokens.css'
import './styles/index.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from './api/queries.ts'
import { Refused } from './api/request.ts'
import { App, NotOpen } from './app.tsx'
import { takeFirstSight } from './first.ts'

const reload = () => location.reload()

// After an upgrade the files of the version before are gone. Where nothing answers at all, it is the line: the page stays as it is.
addEventListener('vite:preloadError', () => void fetch('/desk', { method: 'HEAD' }).then(({ ok }) => ok && reload(), () => undefined))

const place = document.getElementById('desk')
if (place) {
  // What breaks while drawing leaves an empty page behind; a sentence and a way on stand there instead, drawn once.
  let broken = false
  const root = createRoot(place, {
    onUncaughtError: (error) => {
      reportError(error)
      if (!broken) root.render(<NotOpen error={new Refused('unexpected')} onRetry={reload} busy={false} />)
      broken = true
    },
  })
  const client = createQueryClient()
  await takeFirstSight(client)
  root.render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  )
}
