// Sends a file with tus-js-client: node send.mjs URL FILE CHUNK HOLD [terminate]
// Prints one line for each step. Before request PATCH number HOLD it prints "hold" and waits for a line.

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Upload } from 'tus-js-client';

const [endpoint, file, chunk, hold, then] = process.argv.slice(2);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const bytes = readFileSync(file);
let patches = 0;

const upload = new Upload(bytes, {
  endpoint,
  chunkSize: Number(chunk),
  uploadSize: bytes.length,
  metadata: { filename: 'lesion.png', filetype: 'image/png' },
  retryDelays: Array(600).fill(500), // A service that is killed takes its time to come back.
  async onBeforeRequest(request) {
    if (request.getMethod() === 'PATCH' && ++patches === Number(hold)) {
      console.log('hold');
      await lines.next();
    }
  },
  onChunkComplete: (size, accepted) => console.log(`accepted ${accepted}`),
  onUploadUrlAvailable: () => console.log(`url ${upload.url}`),
  onError(error) {
    console.log(`failed ${error.message}`);
    process.exit(1);
  },
  onSuccess() {
    console.log('done');
    process.exit(0);
  },
});
upload.start();
if (then === 'terminate') {
  await lines.next();
  await upload.abort(true);
  console.log('terminated');
  process.exit(0);
}
