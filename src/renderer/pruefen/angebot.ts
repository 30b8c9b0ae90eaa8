import { useSyncExternalStore } from 'react';

/** The file last dropped on the window, handed to the checking page. */
let offered: File | null = null;
const watchers = new Set<() => void>();

export function offerFile(file: File | null): void {
  offered = file;
  for (const watch of watchers) watch();
}

export const useOfferedFile = (): File | null =>
  useSyncExternalStore(
    (watch) => {
      watchers.add(watch);
      return () => watchers.delete(watch);
    },
    () => offered,
  );
