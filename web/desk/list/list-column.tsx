import type { ReactNode } from 'react'

export const ListColumn = ({ title, tools, children }: { title: string; tools?: ReactNode; children: ReactNode }) => (
  <section className="list-column" id="list" aria-labelledby="list-heading">
    <header className="list-head">
      <h2 id="list-heading" tabIndex={-1}>
        {title}
      </h2>
      {tools}
    </header>
    {children}
  </section>
)
