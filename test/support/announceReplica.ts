/**
 * Queues announcements in a process of its own, as if everything queued were sent at once: `node
 * test/support/announceReplica.ts <database> <rate>`, started with an IPC channel. Ends when nothing is left to queue.
 */
import { queueAnnouncements } from '../../src/app/announce.ts';
import { connect } from '../../src/store/client.ts';

const [url = '', rate = ''] = process.argv.slice(2);
const { db, sql, close } = connect(url, { max: 2, name: 'kopir-announce-replica' });
while ((await queueAnnouncements({ db, sendRate: Number(rate) })) > 0) {
  await sql`update deliveries set state = 'sent', done_at = clock_timestamp() where state = 'queued'`;
}
await close(1);
process.exit(0);
