# api-ingest: wraps a new user's data key; opens it when that user connects another account, and when they disconnect, to
# revoke the token at the provider.
path "transit/encrypt/errand-data-keys" {
  capabilities = ["update"]
}

path "transit/decrypt/errand-data-keys" {
  capabilities = ["update"]
}

path "transit/keys/errand-data-keys" {
  capabilities = ["read"]
}

path "transit/config/keys" {
  capabilities = ["read"]
}
