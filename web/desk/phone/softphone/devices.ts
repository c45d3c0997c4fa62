/** Which microphone and speaker this browser uses for calls; '' is what the system would take. */
export type Devices = { microphone: string; speaker: string; isOn: boolean }

const key = 'hospes-telephone'

export const readDevices = (): Devices => {
  try {
    return { ...standard, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Devices>) }
  } catch {
    return standard
  }
}
const standard: Devices = { microphone: '', speaker: '', isOn: true }

export const keepDevices = (change: Partial<Devices>): Devices => {
  const devices = { ...readDevices(), ...change }
  localStorage.setItem(key, JSON.stringify(devices))
  return devices
}

/** A device that is not plugged in any more is no reason to be unheard. */
export const audioOf = async ({ microphone }: Devices): Promise<MediaStream> => {
  const wanted = (deviceId: string): MediaStreamConstraints => ({ audio: { ...(deviceId ? { deviceId: { exact: deviceId } } : {}), echoCancellation: true, noiseSuppression: true }, video: false })
  try {
    return await navigator.mediaDevices.getUserMedia(wanted(microphone))
  } catch (error) {
    if (microphone === '' || !(error instanceof DOMException) || error.name === 'NotAllowedError') throw error
    return navigator.mediaDevices.getUserMedia(wanted(''))
  }
}

/** Whether the microphone may be used: asked for only when somebody has pressed for it. */
export const microphoneState = async (press: boolean): Promise<'granted' | 'asks' | 'refused' | 'no-microphone'> => {
  const permission = await navigator.permissions.query({ name: 'microphone' }).then(({ state }) => state, () => 'prompt' as const)
  if (permission === 'denied') return 'refused'
  if (permission === 'prompt' && !press) return 'asks'
  try {
    const stream = await audioOf(readDevices())
    stream.getTracks().forEach((track) => track.stop())
    return 'granted'
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotAllowedError' ? 'refused' : 'no-microphone'
  }
}

export type Choices = { microphones: MediaDeviceInfo[]; speakers: MediaDeviceInfo[] }

export const choices = async (): Promise<Choices> => {
  const all = await navigator.mediaDevices.enumerateDevices()
  const of = (kind: MediaDeviceKind) => all.filter((device) => device.kind === kind && device.deviceId !== '' && device.deviceId !== 'default')
  // Where a speaker cannot be chosen there is none to choose.
  return { microphones: of('audioinput'), speakers: 'setSinkId' in HTMLMediaElement.prototype ? of('audiooutput') : [] }
}

/** Whoever changes their mind in the browser's own settings need not press again here. */
export const whenMicrophoneChanges = (over: AbortSignal, changed: () => void): void =>
  void navigator.permissions.query({ name: 'microphone' }).then((permission) => permission.addEventListener('change', changed, { signal: over }), () => undefined)
