import { useEffect } from 'react';
import { call } from '../bridge.ts';
import { flushHeld } from '../kit/toasts.ts';

const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Locks the workspace after some minutes without a sign of life; what is held is done first. */
export function useAutoLock(minutes: number, open: boolean): void {
  useEffect(() => {
    if (!open) return;
    let last = Date.now();
    const alive = () => {
      last = Date.now();
    };
    // the clock is compared, not counted: a laptop that slept must lock when it wakes
    const timer = setInterval(() => {
      if (Date.now() - last >= minutes * 60_000) lock();
    }, 5000);
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, alive, { passive: true });
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, alive);
    };
  }, [minutes, open]);
}

export function lock(): void {
  flushHeld();
  void call('session.lock', null);
}
