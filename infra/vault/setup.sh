#!/usr/bin/env bash
# Sets up a Vault for Errand, as an administrator (VAULT_ADDR, VAULT_TOKEN). May be repeated.
set -euo pipefail
cd "$(dirname "$0")"

vault secrets list | grep -q '^transit/' || vault secrets enable transit
vault write -f transit/config/keys disable_upsert=true
vault read transit/keys/errand-data-keys >/dev/null 2>&1 ||
  vault write transit/keys/errand-data-keys type=aes256-gcm96 derived=true exportable=false allow_plaintext_backup=false

vault auth list | grep -q '^approle/' || vault auth enable approle
for app in worker api rewrapper; do
  vault policy write "errand-$app" "errand-$app.hcl"
  vault write "auth/approle/role/errand-$app" token_policies="errand-$app" token_ttl=20m token_max_ttl=24h
done
vault policy write errand-operator errand-operator.hcl
