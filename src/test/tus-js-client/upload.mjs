/**
 * Uploads a file with tus-js-client and prints one line of JSON for each thing that happens.
 * Arguments: endpoint, token, file, and what differs from the client's defaults as JSON;
 * `abortAt` gives the upload up after so many bytes.
 */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import * as tus from 'tus-js-client';

const [endpoint, token, file, more] = process.argv.slice(2);
const { abortAt, ...options } = JSON.parse(more || '{}');
const say = (event, about = {}) => console.log(JSON.stringify({ event, ...about }));

const upload = new tus.Upload(createReadStream(file), {
  endpoint,
  headers: { Authorization: `Bearer ${token}` },
  metadata: { filename: basename(file), filetype: 'application/octet-stream' },
  retryDelays: Array(60).fill(1000),
  onProgress: (sent, total) => say('progress', { sent, total }),
  onChunkComplete: (size, accepted) => {
    say('chunk', { accepted });
    if (abortAt && accepted >= abortAt) upload.abort(true).then(() => say('aborted', { url: upload.url }));
  },
  onSuccess: () => say('stored', { url: upload.url }),
  onError: (error) => { say('failed', { message: error.message }); process.exitCode = 1; },
  ...options,
});
upload.start();
