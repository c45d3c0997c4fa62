import { useEffect } from 'react'
import { sayHere } from '../api/offers.ts'
import { useMe } from '../me.tsx'

const everyMs = 30_000

/** While the desk is open and its agent on duty, the server hears of it; silence gives back what waits. */
export const usePresence = () => {
  const { onDuty } = useMe()
  useEffect(() => {
    if (!onDuty) return
    void sayHere()
    const timer = setInterval(() => void sayHere(), everyMs)
    return () => clearInterval(timer)
  }, [onDuty])
}
