#!/bin/bash
# Makes what docker-compose.secured.yml mounts as secrets: an authority, certificates of the brokers and of an admin, and a
# password for each login. secrets.sh FOLDER, with OpenSSL 3 or later. What is there already is kept.
set -euo pipefail
umask 077
mkdir -p "$1"
cd "$1"
days=825

if [[ ! -e ca.pem ]]; then
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days "$days" \
    -subj /CN=brushcast-ca -addext basicConstraints=critical,CA:TRUE -keyout ca.key -out ca.pem
fi

# Key, certificate and chain in one file, as Kafka takes PEM.
certificate() { # NAME SUBJECT-ALTERNATIVE-NAMES
  [[ -e "$1.pem" ]] && return
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -subj "/CN=$1" -keyout "$1.key" -out "$1.csr"
  openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca.key -days "$days" -out "$1.crt" -extfile <(printf 'subjectAltName=%s' "$2")
  cat "$1.key" "$1.crt" ca.pem >"$1.pem"
  rm "$1.key" "$1.csr" "$1.crt"
}
certificate kafka DNS:kafka-1,DNS:kafka-2,DNS:kafka-3,DNS:localhost
certificate admin DNS:admin

for login in topics control ingest worker egress; do
  [[ -e "$login" ]] || openssl rand -hex 24 >"$login"
done
# Containers read them as users of their own; on this machine the folder is closed.
chmod 644 ca.pem kafka.pem admin.pem topics control ingest worker egress
