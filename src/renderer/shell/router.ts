import { useEffect, useSyncExternalStore } from 'react';

/**
 * Routes live behind the `#`, so that both shells, deep links and the back key work alike:
 * `#/beschaffung/0190…?ansicht=anlagen`.
 */
export interface Route {
  readonly path: readonly string[];
  readonly query: Readonly<Record<string, string>>;
}

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?');
  return {
    path: path.split('/').filter(Boolean).map(decode),
    query: Object.fromEntries(new URLSearchParams(query)),
  };
}

/** A damaged escape in an address from outside is shown as it came, not thrown. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function formatRoute(path: readonly string[], query: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams(query).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${search ? `?${search}` : ''}`;
}

export function navigate(hash: string, replace = false): void {
  const target = hash.startsWith('#') ? hash : `#/${hash.replace(/^\/+/, '')}`;
  if (replace) {
    history.replaceState(null, '', target);
    dispatchEvent(new HashChangeEvent('hashchange'));
  } else location.hash = target.slice(1);
}

const subscribe = (listener: () => void) => {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
};

let last = { hash: '', route: parseRoute('') };
function current(): Route {
  if (last.hash !== location.hash) last = { hash: location.hash, route: parseRoute(location.hash) };
  return last.route;
}

export const useRoute = (): Route => useSyncExternalStore(subscribe, current);

/** Title of the window; announced by screen readers on a change of page. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} – Amtsmappe`;
  }, [title]);
}
