# A person: makes a new version of the key, and says from which version on old ones open. Opens nothing.
path "transit/keys/errand-data-keys/rotate" {
  capabilities = ["update"]
}

path "transit/keys/errand-data-keys/config" {
  capabilities = ["update"]
}

path "transit/keys/errand-data-keys" {
  capabilities = ["read"]
}
