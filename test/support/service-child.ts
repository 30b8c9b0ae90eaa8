import { geheimNotiz } from './central.ts';
import { startTestService } from './service.ts';

/** A test service in a process of its own, on the database named as its argument; prints its address. */
const url = process.argv[2];
if (url === undefined) throw new Error('Usage: service-child.ts DATABASE_URL');
const service = await startTestService({ url, kinds: [geheimNotiz] });
process.once('SIGTERM', () => void service.remove().then(() => process.exit(0)));
console.log(service.address);
