// The checksum that a client library of others makes of a call: node checksum.cjs SECRET CALL QUERY
const { util } = require('bigbluebutton-js');
const [secret, call, query] = process.argv.slice(2);
const parameters = {};
for (const [name, value] of new URLSearchParams(query)) parameters[name] = value;
const url = util.constructUrl('', secret, call, parameters);
console.log(new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('checksum'));
