"""python3 verify-evidence.py FILE PUBLIC_KEY.pem COMMIT: needs Python and OpenSSL 3 alone."""
import base64, hashlib, json, subprocess, sys, tempfile

TYPE, STATEMENT = b"application/vnd.in-toto+json", "https://in-toto.io/Statement/v1"
RAN, APPROVED = "https://in-toto.io/attestation/test-result/v0.1", "tag:rehearsal.example,2026:approval/v1"


def check(good, why):
    good or sys.exit("refused: " + why)


def signed(key, payload, signature):
    message = b"DSSEv1 %d %s %d %s" % (len(TYPE), TYPE, len(payload), payload)
    with tempfile.NamedTemporaryFile() as m, tempfile.NamedTemporaryFile() as s:
        m.write(message), s.write(signature), m.flush(), s.flush()
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", key, "-rawin", "-in", m.name, "-sigfile", s.name]
        return subprocess.run(command, capture_output=True).returncode == 0


def statement(line, key):
    envelope = json.loads(line)
    check(envelope["payloadType"].encode() == TYPE, "another payload type")
    texts = [envelope["payload"], *(one["sig"] for one in envelope["signatures"])]
    payload, *signatures = (base64.b64decode(text.replace("-", "+").replace("_", "/").rstrip("=") + "==") for text in texts)
    check(any(signed(key, payload, signature) for signature in signatures), "not signed by this key")
    said = json.loads(payload)
    check(said["_type"] == STATEMENT and said["predicateType"] in (RAN, APPROVED), "another kind of statement")
    check(len(said["subject"]) == 1, "not one subject")
    return hashlib.sha256(payload).hexdigest(), said


file, key, commit = sys.argv[1:]
said = dict(statement(line, key) for line in open(file, encoding="utf-8") if line.strip())
approvals = [one for one in said.values() if one["predicateType"] == APPROVED]
named = {one["digest"]["sha256"] for approval in approvals for one in approval["predicate"]["inputAttestations"]}
check(approvals and named <= said.keys(), "what was approved is not in this file")
for digest, one in said.items():
    ours = one["subject"][0]["digest"]["gitCommit"] == commit
    check(ours or (one["predicateType"] == RAN and digest in named), "about another commit")
    print(one["predicate"].get("verificationResult") or one["predicate"]["result"], one["predicateType"])
