import { useEffect } from 'react';

/**
 * Crews read in the sun and type with gloves: their pages are always in outdoors size (112.5 %, targets 48 px),
 * whatever the person chose for the desk.
 */
export function useAussen(): void {
  useEffect(() => {
    const root = document.documentElement;
    const vorher = root.dataset['aussen'] ?? 'nein';
    root.dataset['aussen'] = 'ja';
    return () => {
      root.dataset['aussen'] = vorher;
    };
  }, []);
}
