import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * A network between client and service that breaks: after so many bytes in a direction both ends are cut in the
 * middle of whatever was underway. `budgets`: bytes until each cut, one after the other; then it holds.
 */
export async function startCuttingProxy(target: string, budgets: readonly number[]) {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  const left = [...budgets];
  let moved = 0;
  let cuts = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const s of [client, upstream]) {
      open.add(s);
      s.on('close', () => open.delete(s));
      s.on('error', () => undefined);
    }
    const pass = (from: Socket, to: Socket) =>
      from.on('data', (chunk: Buffer) => {
        moved += chunk.length;
        const budget = left[0];
        if (budget !== undefined && moved >= budget) {
          left.shift();
          moved = 0;
          cuts += 1;
          for (const s of open) s.destroy();
          return;
        }
        to.write(chunk);
      });
    pass(client, upstream);
    pass(upstream, client);
    client.on('end', () => upstream.end());
    upstream.on('end', () => client.end());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cuts: () => cuts,
    close: () =>
      new Promise<void>((done) => {
        for (const s of open) s.destroy();
        server.close(() => done());
      }),
  };
}
