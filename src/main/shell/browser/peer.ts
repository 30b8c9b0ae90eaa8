import { readFileSync } from 'node:fs';

/**
 * Does the other end of this loopback connection belong to our own user? Another person logged in on the same
 * machine can read our command line, and with it the start address; Linux tells whose socket it is. On other
 * systems (there command lines are private to their user) the answer is always yes.
 */
export function isOwnUser(remotePort: number | undefined, localPort: number): boolean {
  const uid = process.getuid?.();
  if (process.platform !== 'linux' || uid === undefined) return true;
  if (remotePort === undefined) return false;
  const owner = findOwner(readFileSync('/proc/net/tcp', 'latin1'), remotePort, localPort);
  return owner === uid || owner === 0;
}

/** User id of the socket 127.0.0.1:`from` -> 127.0.0.1:`to` in a table like /proc/net/tcp; null: not in it. */
export function findOwner(table: string, from: number, to: number): number | null {
  const address = (port: number) => `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  for (const line of table.split('\n')) {
    const [, local, remote, , , , , uid] = line.trim().split(/\s+/);
    if (local === address(from) && remote === address(to)) return Number(uid);
  }
  return null;
}
