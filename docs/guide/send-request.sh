#!/bin/sh
# Signs a request after Standard Webhooks and posts it.   WEBHOOK_SECRET=whsec_… send-request.sh https://your-address request.json
set -eu
url=$1
file=$2
id="hand-$(date +%s)-$$"
seconds=$(date +%s)
key=$(printf %s "${WEBHOOK_SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')
signature=$({ printf %s "$id.$seconds."; cat "$file"; } | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)
curl --silent --show-error --write-out '\n%{http_code}\n' "$url/requests" \
  --header 'content-type: application/json' \
  --header "webhook-id: $id" --header "webhook-timestamp: $seconds" --header "webhook-signature: v1,$signature" \
  --data-binary "@$file"
