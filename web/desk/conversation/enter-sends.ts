import { useState } from 'react'

const key = 'hospes-enter-sends'

/** Whether Enter alone sends in a chat, as the agent has set it on this machine. */
export const enterSends = (): boolean => localStorage.getItem(key) !== '0'

export const useEnterSends = (): [boolean, (on: boolean) => void] => {
  const [on, setOn] = useState(enterSends)
  const set = (next: boolean) => {
    localStorage.setItem(key, next ? '1' : '0')
    setOn(next)
  }
  return [on, set]
}
