// A certified OpenID Connect provider, as npm installs it, with its own pages to sign in on.
// Argument: {port, client, people} as JSON. Lines of the standard input change it: "rotate" gives it
// new keys, {"id_token_signed_response_alg": ...} changes what is registered of the client.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';

const { port, client, people } = JSON.parse(process.argv[2]);
const registered = { ...client };
let key = await freshKey();
let handle = provider();

async function freshKey() {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: randomUUID() };
}

function provider() {
  const made = new Provider(`http://127.0.0.1:${port}`, {
    clients: [registered],
    jwks: { keys: [key] },
    cookies: { keys: ['for a test'] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'school'] },
    enabledJWA: { idTokenSigningAlgValues: ['RS256', 'HS256'] },
    findAccount: (context, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
  });
  return made.callback();
}

createServer((request, response) => handle(request, response))
  .listen(port, '127.0.0.1', () => console.log('ready'));

for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'rotate') key = await freshKey();
  else Object.assign(registered, JSON.parse(line));
  handle = provider();
  console.log('changed');
}
process.exit();
