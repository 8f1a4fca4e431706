/**
 * JSON in ASCII alone: its bytes are the same wherever they are counted, stored in parts, signed or sent.
 */
function asciiJson(value) {
  return JSON.stringify(value).replace(/[\u0080-\uffff]/g, function (unit) {
    return '\\u' + ('0000' + unit.charCodeAt(0).toString(16)).slice(-4);
  });
}

/** Headers after https://github.com/standard-webhooks/standard-webhooks: HMAC-SHA256 over `id.seconds.body`. */
function signedHeaders(id, body, secret, milliseconds) {
  if (!/^whsec_[A-Za-z0-9+/]+=*$/.test(secret)) throw new Error('WEBHOOK_SECRET is not a secret of the form whsec_…');
  var seconds = String(Math.floor(milliseconds / 1000));
  var key = Utilities.base64Decode(secret.slice('whsec_'.length));
  var content = Utilities.newBlob(id + '.' + seconds + '.' + body).getBytes();
  var signature = Utilities.base64Encode(Utilities.computeHmacSha256Signature(content, key));
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': 'v1,' + signature };
}
