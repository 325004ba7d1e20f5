# note-worker, mail-worker and token-refresher: open the data keys of the users they work for. No more.
path "transit/decrypt/errand-data-keys" {
  capabilities = ["update"]
}

# The flags of the key, which each app looks at before it uses it.
path "transit/keys/errand-data-keys" {
  capabilities = ["read"]
}

path "transit/config/keys" {
  capabilities = ["read"]
}
